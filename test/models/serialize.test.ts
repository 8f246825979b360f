import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { toBlob } from '../../src/models/index.js';
import { messageOf } from './arbitraries.js';
import { EVENTS } from './facts.js';
import { changed, deepFreeze, fullMessage } from './messages.js';

const bytesOf = async (blob: Blob) => Buffer.from(await blob.arrayBuffer());
const base64 = (size: number) => Buffer.alloc(size, 7).toString('base64');

/** The longest text that JSON.stringify wrote while something ran. */
function longestWritten(run: () => void): number {
  const { stringify } = JSON;
  let longest = 0;
  JSON.stringify = (...args: unknown[]) => {
    const text = stringify(...(args as Parameters<typeof stringify>));
    longest = Math.max(longest, text?.length ?? 0);
    return text;
  };
  try {
    run();
  } finally {
    JSON.stringify = stringify;
  }
  return longest;
}

describe('the JSON of a message', () => {
  test('is what JSON.stringify writes, for any message', async () => {
    for (const event of EVENTS)
      await fc.assert(
        fc.asyncProperty(messageOf(event), async message => {
          assert.deepEqual(await bytesOf(toBlob(deepFreeze(message))), Buffer.from(JSON.stringify(message)));
        }),
        { numRuns: 30 },
      );
  });

  test('is the same for contents of any size, also in several results', async () => {
    const [note, results] = [fullMessage('Notes.New'), fullMessage('Results.New')];
    for (const size of [1, 49_149, 49_152, 49_155, 1_000_000]) {
      const message = changed(note, 'Note.FileContents', base64(size));
      assert.deepEqual(await bytesOf(toBlob(message)), Buffer.from(JSON.stringify(message)));
    }
    const several = [base64(60_000), 'short', base64(90_000), base64(60_000)].map(Value => ({ Value }));
    const message = changed(results, 'Orders[0].Results', several);
    assert.deepEqual(await bytesOf(toBlob(message)), Buffer.from(JSON.stringify(message)));
  });

  test('escapes what is long and no base64', async () => {
    const message = changed(fullMessage('Notes.New'), 'Note.DocumentDescription', '"\\\n\uD800'.repeat(40_000));
    assert.deepEqual(await bytesOf(toBlob(message)), Buffer.from(JSON.stringify(message)));
  });

  test('is made without the contents being stringified', () => {
    const message = changed(fullMessage('Media.New'), 'Media.FileContents', base64(9_900_000));
    const longest = longestWritten(() => assert.ok(toBlob(message).size > 13_200_000));
    assert.ok(longest > 0 && longest < 10_000, `${longest} characters were stringified`);
  });

  test('takes contents that exist as bytes in a text’s place, once and in order', async () => {
    const about = changed(fullMessage('Media.New'), 'Media.DocumentDescription', 'Not cGxhY2Vob2xkZXI= itself');
    const message = changed(about, 'Media.FileContents', 'cGxhY2Vob2xkZXI=');
    const parts = [base64(300_000), base64(3)].map(text => new TextEncoder().encode(text));
    const blob = toBlob(message, { text: 'cGxhY2Vob2xkZXI=', by: parts });
    assert.equal(blob.type, 'application/json');
    const expected = changed(message, 'Media.FileContents', base64(300_000) + base64(3));
    assert.deepEqual(await bytesOf(blob), Buffer.from(JSON.stringify(expected)));
  });
});
