import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Upload } from 'tus-js-client';
import type { CommitResponse, TokenResponse } from '../../src/protocol/index.js';
import { received } from '../sandbox/client.js';
import { sha256, someBytes } from '../sandbox/messages.js';
import { prepare, restartable } from './processes.js';
import { JSON_TYPE } from './setup.js';

test('tus-js-client, as it comes, uploads while the proxy is killed three times in the middle', async t => {
  const options = await prepare(t);
  const proxy = await restartable(t, options);
  const answer = await fetch(`${proxy.url}/token`, { method: 'POST' });
  const headers = { authorization: `Bearer ${((await answer.json()) as TokenResponse).token}` };
  const bytes = someBytes(20_000_000);
  const kills = [0.2, 0.5, 0.8];
  let killing = Promise.resolve();
  const url = await new Promise<string>((resolve, reject) => {
    const upload = new Upload(Buffer.from(bytes), {
      endpoint: `${proxy.url}/uploads`,
      headers,
      chunkSize: 5_000_000,
      retryDelays: [100, 500, 1000, 2000, 3000, 5000],
      metadata: { filename: 'Musterfrau.pdf', filetype: 'application/pdf' },
      onProgress(sent) {
        if (kills[0] === undefined || sent < kills[0] * bytes.length) return;
        kills.shift();
        killing = killing.then(() => proxy.killAndStart());
      },
      onError: reject,
      onSuccess: () => resolve(upload.url ?? ''),
    });
    upload.start();
  });
  await killing;
  assert.deepEqual(kills, []);
  const committed = await fetch(`${url}/commit`, {
    method: 'POST',
    headers: { ...JSON_TYPE, ...headers },
    body: JSON.stringify({ name: 'consent.pdf', type: 'application/pdf', sha256: sha256(bytes) }),
  });
  assert.equal(committed.status, 201);
  const { URI } = (await committed.json()) as CommitResponse;
  assert.deepEqual(
    (await received(options.sandbox)).files.map(({ uri, sha256 }) => [uri, sha256]),
    [[URI, sha256(bytes)]],
  );
});
