import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createSandbox } from '../../demo/sandbox/index.js';
import { authorize, postJson, send } from './client.js';
import { base64, messageWith, someBytes } from './messages.js';
import { type ServedSandbox, serveSandbox } from './serve.js';

const fault = async (sandbox: ServedSandbox, body: unknown) => (await postJson(sandbox, '/faults', body)).status;

const note = () => messageWith('Notes', { base64: base64(someBytes(10)) });

describe('asking for a fault', () => {
  test('can be taken back', async t => {
    const sandbox = await serveSandbox(t);
    const headers = await authorize(sandbox);
    await fault(sandbox, { on: 'endpoint', kind: 'status', times: 5 });
    assert.equal((await fetch(sandbox.url('/faults'), { method: 'DELETE' })).status, 204);
    assert.equal((await send(sandbox, note(), headers)).status, 200);
  });

  test('is refused when it makes no sense', async t => {
    const sandbox = await serveSandbox(t);
    const good = { on: 'token', kind: 'status' };
    const refused = [
      {},
      { on: 'token' },
      { ...good, on: 'received' },
      { ...good, kind: 'explode' },
      { ...good, status: 200 },
      { ...good, times: 0 },
      { ...good, ms: -1 },
      { ...good, after: 3 },
      { ...good, kind: 'nonsense', headers: { 'x y': 'z' } },
      { ...good, kind: 'nonsense', status: 100 },
      'no JSON',
    ];
    for (const body of refused) assert.equal(await fault(sandbox, body), 400, JSON.stringify(body));
  });

  test('is not possible for a page of another origin, which may send no JSON unasked', async t => {
    const sandbox = await serveSandbox(t);
    const init = { method: 'POST', headers: { 'content-type': 'text/plain' } };
    const body = JSON.stringify({ on: 'token', kind: 'status' });
    assert.equal((await fetch(sandbox.url('/faults'), { ...init, body })).status, 400);
    const preflight = await fetch(sandbox.url('/faults'), {
      method: 'OPTIONS',
      headers: { origin: 'https://a.example' },
    });
    assert.equal(preflight.headers.get('access-control-allow-origin'), null);
  });
});

describe('a fault in a sandbox without a server', () => {
  test('answers when the whole body is taken in, so that a client reads the answer and no broken pipe', async t => {
    const sandbox = await createSandbox();
    t.after(() => sandbox.close());
    const url = (path: string) => `http://sandbox.example/_sandbox${path}`;
    const json = { method: 'POST', headers: { 'content-type': 'application/json' } };
    const body = JSON.stringify({ on: 'upload', kind: 'status' });
    await sandbox.fetch(new Request(url('/faults'), { ...json, body }));
    let left = 1000;
    const stream = new ReadableStream({
      pull: controller => (left-- > 0 ? controller.enqueue(someBytes(10)) : controller.close()),
    });
    const init: RequestInit & { duplex: 'half' } = { method: 'POST', body: stream, duplex: 'half' };
    assert.equal((await sandbox.fetch(new Request(url('/upload'), init))).status, 500);
    assert.equal(left, -1);
  });

  test('rejects the fetch where there is no connection to cut', async t => {
    const sandbox = await createSandbox();
    t.after(() => sandbox.close());
    const post = (path: string, body: string) =>
      sandbox.fetch(
        new Request(`http://sandbox.example/_sandbox${path}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body,
        }),
      );
    for (const kind of ['drop-before', 'drop-after']) {
      await post('/faults', JSON.stringify({ on: 'endpoint', kind }));
      await assert.rejects(post('/endpoint', '{}'), /cut the connection/);
    }
    assert.equal((await post('/endpoint', '{}')).status, 401);
  });
});
