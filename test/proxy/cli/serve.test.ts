import assert from 'node:assert/strict';
import { once } from 'node:events';
import { stat } from 'node:fs/promises';
import { request } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { serve } from '../../../src/proxy/cli/serve.js';
import { base64, someBytes } from '../../sandbox/messages.js';
import { fault, JSON_TYPE, PATCH, startProxy, TUS, unboundMessage } from '../setup.js';

async function served(t: TestContext, basePath: string, grace?: number) {
  const all = await startProxy(t);
  const server = await serve(all.proxy, { host: '127.0.0.1', port: 0, basePath, ...(grace && { grace }) });
  return { ...all, ...server, origin: `http://127.0.0.1:${server.port}` };
}

describe('the served proxy', () => {
  test('answers below its base path and nowhere else', async t => {
    const { origin, close } = await served(t, '/files/redox');
    for (const [path, status] of [
      ['/files/redox/health/ready', 200],
      ['/redox/health/ready', 404],
      ['/health/ready', 404],
      ['/files/redoxhealth/ready', 404],
      ['/files/redox-2/health/ready', 404],
      ['/', 404],
    ] as const)
      assert.equal((await fetch(origin + path)).status, status, path);
    await close();
  });

  test('answers at the root where what stands before it takes the path off', async t => {
    const { origin, close } = await served(t, '');
    assert.equal((await fetch(`${origin}/health/live`)).status, 200);
    await close();
  });

  test('closes without waiting for connections that are only kept', async t => {
    const { origin, close } = await served(t, '');
    await (await fetch(`${origin}/health/live`)).text();
    await close();
  });

  test('closes in spite of a client that sends slowly, and the upload goes on at the next', async t => {
    const { origin, close, signIn, dataDir, redox } = await served(t, '', 100);
    const user = await signIn();
    const created = await user.call('POST', 'uploads', { ...TUS, 'upload-length': '100000' });
    const path = created.headers.get('location') ?? '';
    const slow = request(`${origin}/${path}`, {
      method: 'PATCH',
      headers: { ...PATCH, authorization: `Bearer ${user.token}`, 'upload-offset': '0', 'content-length': '100000' },
    });
    const cut = once(slow, 'error');
    slow.write(new Uint8Array(70_000));
    const stored = join(dataDir, 'uploads', path.slice('uploads/'.length));
    while ((await stat(stored)).size < 70_000) await new Promise(setImmediate);
    await close();
    await cut;
    const next = await startProxy(t, { dataDir, redox });
    const head = await (await next.signIn()).call('HEAD', path, TUS);
    assert.equal(head.headers.get('upload-offset'), '70000');
  });

  test('leaves what is global as it is', async t => {
    const { Request: request, Response: response } = globalThis;
    const { close } = await served(t, '');
    await close();
    assert.deepEqual([globalThis.Request, globalThis.Response], [request, response]);
  });

  test('keeps a connection for longer than load balancers do', async t => {
    const { origin, close } = await served(t, '');
    const answer = await fetch(`${origin}/health/live`);
    await answer.text();
    await close();
    assert.equal(answer.headers.get('keep-alive'), 'timeout=75');
  });

  test('closes soon after its last answer, however long it would wait for bytes', { timeout: 30_000 }, async t => {
    const { origin, close, signIn, sandbox } = await served(t, '', 600_000);
    const { token } = await signIn();
    await fault(sandbox, { on: 'endpoint', kind: 'delay', ms: 500 });
    const answer = fetch(`${origin}/messages`, {
      method: 'POST',
      headers: { ...JSON_TYPE, authorization: `Bearer ${token}`, 'idempotency-key': crypto.randomUUID() },
      body: JSON.stringify(unboundMessage('Notes', { base64: base64(someBytes(100)) })),
    });
    while (!sandbox.requests.some(({ path }) => path === '/endpoint')) await new Promise(setImmediate);
    const closed = close();
    assert.equal((await answer).status, 200);
    await (await answer).arrayBuffer();
    await closed;
  });

  const half = 'GET /health/live HTTP/1.1\r\nHost: portal.test\r\n';
  for (const [what, bytes] of [
    ['says nothing', ''],
    ['has said half a header', half],
    ['has been answered, and has said half a header', `${half}\r\n${half}`],
  ] as const)
    test(`closes in spite of a connection that ${what}`, { timeout: 30_000 }, async t => {
      const { origin, port, close } = await served(t, '', 100);
      const connection = connect(port, '127.0.0.1');
      const cut = once(connection, 'close');
      await once(connection, 'connect');
      connection.resume().write(bytes);
      // Later than the connection, so that the server has that.
      await (await fetch(`${origin}/health/live`)).text();
      await close();
      await cut;
    });

  test('closes only when what waits for its answer has it, and what nobody waits for is done', async t => {
    const { origin, close, signIn, sandbox, log } = await served(t, '', 100);
    const { token } = await signIn();
    await fault(sandbox, { on: 'endpoint', kind: 'delay', ms: 1000, times: 2 });
    const gone = new AbortController();
    const send = (signal?: AbortSignal) =>
      fetch(`${origin}/messages`, {
        method: 'POST',
        ...(signal && { signal }),
        headers: { ...JSON_TYPE, authorization: `Bearer ${token}`, 'idempotency-key': crypto.randomUUID() },
        body: JSON.stringify(unboundMessage('Notes', { base64: base64(someBytes(100)) })),
      });
    const reached = async (times: number) => {
      while (sandbox.requests.filter(({ path }) => path === '/endpoint').length < times)
        await new Promise(setImmediate);
    };
    const answer = send();
    await reached(1);
    const unheard = assert.rejects(send(gone.signal), { name: 'AbortError' });
    await reached(2);
    gone.abort();
    await unheard;
    await close();
    assert.equal((await answer).status, 200);
    assert.equal(log().match(/"route":"messages","method":"POST","status":200/g)?.length, 2);
  });
});
