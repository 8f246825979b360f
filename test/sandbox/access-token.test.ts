import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { authorize, errorOf } from './client.js';
import { serveSandbox } from './serve.js';

describe('an access token', () => {
  const uploadStatus = async (url: string, headers: Record<string, string>) =>
    (await fetch(url, { method: 'POST', headers, body: new FormData() })).status;

  test('opens upload and endpoint, and nothing else does', async t => {
    const sandbox = await serveSandbox(t);
    const good = await authorize(sandbox);
    const bad = [
      {},
      { authorization: 'Bearer unknown' },
      { authorization: good.authorization.replace('Bearer', 'Basic') },
    ];
    for (const path of ['/upload', '/endpoint']) {
      assert.equal(await uploadStatus(sandbox.url(path), good), 400, path);
      for (const headers of bad as Record<string, string>[]) {
        const answer = await fetch(sandbox.url(path), { method: 'POST', headers, body: new FormData() });
        assert.equal(answer.status, 401, path);
        assert.match(answer.headers.get('www-authenticate') ?? '', /^Bearer/);
        assert.ok((await errorOf(answer)).errorDetail);
      }
    }
  });

  test('expires after five minutes', async t => {
    let now = Date.now();
    const sandbox = await serveSandbox(t, { now: () => now });
    const iat = Math.floor(now / 1000);
    const headers = await authorize(sandbox, sandbox.credentials, { claims: { iat, exp: iat + 300 } });
    now += 299_000;
    assert.equal(await uploadStatus(sandbox.url('/upload'), headers), 400);
    now += 1_000;
    assert.equal(await uploadStatus(sandbox.url('/upload'), headers), 401);
  });

  test('is good no more when all are revoked, and the next one is', async t => {
    const sandbox = await serveSandbox(t);
    const headers = await authorize(sandbox);
    assert.equal((await fetch(sandbox.url('/tokens'), { method: 'DELETE' })).status, 204);
    assert.equal(await uploadStatus(sandbox.url('/upload'), headers), 401);
    assert.equal(await uploadStatus(sandbox.url('/upload'), await authorize(sandbox)), 400);
  });

  test('expires sooner where that is asked for', async t => {
    const sandbox = await serveSandbox(t, { tokenLifetime: 0 });
    assert.equal(await uploadStatus(sandbox.url('/upload'), await authorize(sandbox)), 401);
  });
});
