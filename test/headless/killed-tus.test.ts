import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { systemClock } from '../../src/core/clock.js';
import { fetchTransport } from '../../src/core/fetch-transport.js';
import type { Context } from '../../src/core/job.js';
import { DEFAULTS } from '../../src/core/options.js';
import { transfer } from '../../src/core/steps/transfer.js';
import { create } from '../../src/core/steps/upload.js';
import type { Transport } from '../../src/core/transport.js';
import { sha256, someBytes } from '../sandbox/messages.js';
import { startKillable } from './killed-process.js';

const contextFor = (endpoint: string, transport: Transport): Context => ({
  signal: new AbortController().signal,
  clock: systemClock,
  // However much of a chunk has arrived when the server dies, there is a fifth.
  options: { ...DEFAULTS, endpoint, chunkSize: 2_000_000 },
  tokens: { get: async () => 'none', renew: async () => 'none' },
  transport,
  way: { chunk: Number.POSITIVE_INFINITY, message: Number.POSITIVE_INFINITY },
  enter: () => undefined,
  progress: () => undefined,
  waiting: () => undefined,
  begun: () => true,
  announce: () => true,
});

test('an upload to an unmodified tus server arrives whole when it is killed with -9 in the middle of three chunks', async t => {
  const folder = await mkdtemp(join(tmpdir(), 'killed-tus-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const server = await startKillable(t, new URL('tus-process.ts', import.meta.url), { FOLDER: folder });
  const bytes = someBytes(12_000_000);
  const carry = fetchTransport(systemClock);
  const restarts: Promise<void>[] = [];
  let chunks = 0;
  const transport: Transport = request => {
    const dies = request.method === 'PATCH' && [1, 3, 5].includes(++chunks);
    const middle = request.body instanceof Uint8Array ? request.body.length / 2 : 0;
    const before = restarts.length;
    return carry({
      ...request,
      onSent: sent => {
        request.onSent?.(sent);
        if (dies && restarts.length === before && sent > middle) restarts.push(server.killAndRestart());
      },
    });
  };
  const context = contextFor(`${server.origin}/tus`, transport);
  const url = await create(bytes.length, context);
  await transfer(url, bytes, context, 0);
  await Promise.all(restarts);
  assert.equal(restarts.length, 3);
  const stored = await readFile(join(folder, url.slice(url.lastIndexOf('/') + 1)));
  assert.equal(sha256(stored), sha256(bytes));
});
