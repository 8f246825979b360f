import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { promisify } from 'node:util';
import type { TokenResponse } from '../../../src/protocol/index.js';
import { received } from '../../sandbox/client.js';
import { serveSandbox } from '../../sandbox/serve.js';
import { JSON_TYPE, PATCH, TUS } from '../setup.js';
import { startPortal } from './portal.js';
import { startProxy, temporaryFolder } from './processes.js';

/** How many at once, and how large. `UPLOADS=50 UPLOAD_SIZE=29000000` is what is measured by hand. */
const UPLOADS = Number(process.env.UPLOADS ?? 12);
const SIZE = Number(process.env.UPLOAD_SIZE ?? 12_000_000);
const CHUNK = 5 * 1024 * 1024;
/** In bytes. All files together have more. */
const MOST = 100_000_000;

/** A process's resident memory, in bytes. */
async function memoryOf(pid: number | undefined): Promise<number> {
  const { stdout } = await promisify(execFile)('ps', ['-o', 'rss=', '-p', String(pid)]);
  return Number(stdout) * 1024;
}

/** Chunks of a file that is like no other, without keeping each in memory. */
function* chunksOf(file: number): Generator<[offset: number, bytes: Uint8Array<ArrayBuffer>]> {
  for (let offset = 0; offset < SIZE; offset += CHUNK) {
    const bytes = new Uint8Array(Math.min(CHUNK, SIZE - offset)).fill(file);
    if (offset === 0) bytes.set(new TextEncoder().encode('%PDF-1.7\n'));
    yield [offset, bytes];
  }
}

function hashOf(file: number): string {
  const hash = createHash('sha256');
  for (const [, bytes] of chunksOf(file)) hash.update(bytes);
  return hash.digest('hex');
}

test(`${UPLOADS} uploads of ${SIZE} bytes at once all arrive, and the proxy's memory grows by less than 100 MB`, async t => {
  const sandbox = await serveSandbox(t);
  const { url } = await startPortal(t);
  const { child, origin } = await startProxy(t, {
    ...sandbox.environment,
    AUTHORIZE_URL: url,
    TOKEN_SECRET: 'a secret of these tests that is long enough',
    DATA_DIR: await temporaryFolder(t),
  });
  const signIn = await fetch(`${origin}/redox/token`, { method: 'POST', headers: { cookie: 'session=user-1' } });
  const { token } = (await signIn.json()) as TokenResponse;
  const authorization = `Bearer ${token}`;

  async function upload(file: number): Promise<string> {
    const headers = { ...TUS, authorization, 'upload-length': String(SIZE) };
    const created = await fetch(`${origin}/redox/uploads`, { method: 'POST', headers });
    const path = `${origin}/redox/${created.headers.get('location')}`;
    for (const [offset, body] of chunksOf(file)) {
      const patch = { ...PATCH, authorization, 'upload-offset': String(offset) };
      assert.equal((await fetch(path, { method: 'PATCH', headers: patch, body })).status, 204);
    }
    const sha256 = hashOf(file);
    const body = JSON.stringify({ name: `${file}.pdf`, type: 'application/pdf', sha256 });
    const commit = { ...JSON_TYPE, authorization };
    const answer = await fetch(`${path}/commit`, { method: 'POST', headers: commit, body });
    assert.equal(answer.status, 201, await answer.text());
    return sha256;
  }

  await upload(255);
  const before = await memoryOf(child.pid);
  let most = before;
  let going = true;
  const watching = (async () => {
    while (going) {
      most = Math.max(most, await memoryOf(child.pid));
      await new Promise(resolve => setTimeout(resolve, 50));
    }
  })();
  const started = performance.now();
  const hashes = await Promise.all(Array.from({ length: UPLOADS }, (_, file) => upload(file)));
  const seconds = (performance.now() - started) / 1000;
  going = false;
  await watching;

  const { files } = await received(sandbox);
  const arrived = files.map(({ sha256 }) => String(sha256));
  assert.deepEqual(arrived.slice(1).sort(), hashes.sort());
  const grown = most - before;
  t.diagnostic(`${(before / 1e6).toFixed()} MB before, ${(most / 1e6).toFixed()} MB at most, ${seconds.toFixed(1)} s`);
  assert.ok(grown < MOST, `It grew by ${grown} bytes`);
});
