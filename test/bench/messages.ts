import { randomBytes } from 'node:crypto';
import { checkMessage, compose, type MediaNew, toBlob } from '../../src/models/index.js';

/**
 * `node --expose-gc --import tsx test/bench/messages.ts`: what a message with 13 MB of contents costs, beside the same
 * without them and beside JSON.stringify. Milliseconds are medians; MB of memory are those that one run adds, on the
 * heap and in buffers.
 */

const RUNS = 15;
// Like a file: what repeats is checked faster.
const contents = randomBytes(9_900_000).toString('base64');

const messageWith = (base64: string): MediaNew =>
  compose({
    model: 'Media',
    eventType: 'New',
    file: { name: 'scan.pdf', type: 'application/pdf', size: 9_900_000 },
    content: { base64 },
    documentId: '7f3b7c2e-9a34-4d07-8a5e-0a4f9d5d3b11',
    message: {
      Patient: { Identifiers: [{ ID: '0000000001', IDType: 'MR' }] },
      Media: { DocumentType: 'Scan', Provider: { ID: '4356789876' } },
    },
  });

const large = messageWith(contents);
const small = messageWith('AAAA');
const wrong = messageWith(`${contents.slice(0, -1)}!`);

const inUse = () => {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
};

function measured(what: string, run: () => unknown) {
  run();
  const times = Array.from({ length: RUNS }, () => {
    const start = performance.now();
    run();
    return performance.now() - start;
  }).sort((one, other) => one - other);
  const before = inUse();
  const kept = run();
  const added = inUse() - before;
  return { what, ms: times[RUNS >> 1]?.toFixed(2), 'MB kept': kept === undefined ? '' : (added / 1e6).toFixed(1) };
}

console.table([
  measured('check, no contents', () => checkMessage(small)),
  measured('check, 13 MB', () => checkMessage(large)),
  measured('check, 13 MB whose last character is wrong', () => checkMessage(wrong)),
  measured('compose, 13 MB', () => messageWith(contents)),
  measured('toBlob, 13 MB', () => toBlob(large)),
  measured('Blob of JSON.stringify, 13 MB', () => new Blob([JSON.stringify(large)])),
  measured('JSON.stringify alone, 13 MB', () => JSON.stringify(large)),
]);
