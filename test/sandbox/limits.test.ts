import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { authorize, received, send, uploaded } from './client.js';
import { base64, messageWith, pdf, someBytes } from './messages.js';
import { serveSandbox } from './serve.js';

describe('the limits', () => {
  const change = (url: string, body: unknown) =>
    fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

  test('let a request of exactly 40 MB through and no byte more', async t => {
    const sandbox = await serveSandbox(t);
    const headers = await authorize(sandbox);
    const json = JSON.stringify(messageWith('Media', { base64: base64(someBytes(9_999_999)) }));
    const padded = (size: number) => json.padEnd(size, ' ');
    assert.equal((await send(sandbox, padded(40_000_000), headers)).status, 200);
    assert.equal((await send(sandbox, padded(40_000_001), headers)).status, 413);
    assert.equal((await received(sandbox)).messages.length, 1);
  });

  test('can be lowered while the sandbox runs, and restored', async t => {
    const sandbox = await serveSandbox(t);
    const headers = await authorize(sandbox);
    const message = messageWith('Media', { base64: base64(someBytes(2000)) });
    const answer = await change(sandbox.url('/limits'), { request: 2000 });
    assert.deepEqual(await answer.json(), { request: 2000, file: 30_000_000, rate: 10_000 });
    assert.equal((await send(sandbox, message, headers)).status, 413);
    assert.ok(await uploaded(sandbox, pdf(2000), headers));
    await change(sandbox.url('/limits'), { file: 1000 });
    assert.equal(await uploaded(sandbox, pdf(1001), headers), undefined);
    assert.ok(await uploaded(sandbox, pdf(1000), headers));
    await fetch(sandbox.url('/limits'), { method: 'DELETE' });
    assert.equal((await send(sandbox, message, headers)).status, 200);
  });

  test('are whole numbers under names that it knows', async t => {
    const sandbox = await serveSandbox(t);
    for (const body of [{ request: 0 }, { rate: 0 }, { request: '10MB' }, { file: 1.5 }, { endpoint: 10 }, null])
      assert.equal((await change(sandbox.url('/limits'), body)).status, 400);
    const limits = await fetch(sandbox.url('/limits'));
    assert.deepEqual(await limits.json(), { request: 40_000_000, file: 30_000_000, rate: 10_000 });
  });

  test('let so many requests through in any five minutes, of all kinds together, and no more', async t => {
    let ahead = 0;
    const sandbox = await serveSandbox(t, { limits: { rate: 3 }, tokenLifetime: 600, now: () => Date.now() + ahead });
    const headers = await authorize(sandbox);
    const message = messageWith('Media', { base64: base64(someBytes(20)) });
    const status = async () => (await send(sandbox, message, headers)).status;
    assert.equal(await status(), 200);
    ahead += 200_000;
    assert.ok(await uploaded(sandbox, pdf(20), headers));
    const refused = await send(sandbox, message, headers);
    assert.equal(refused.status, 429);
    assert.equal(refused.headers.get('x-ratelimit-limit'), '3');
    assert.equal(refused.headers.get('retry-after'), null);
    ahead += 80_000;
    assert.equal(await status(), 429);
    assert.equal((await received(sandbox)).messages.length, 1);
    ahead += 20_000;
    assert.deepEqual([await status(), await status(), await status()], [200, 200, 429]);
    await change(sandbox.url('/limits'), { rate: 4 });
    assert.equal(await status(), 200);
  });
});
