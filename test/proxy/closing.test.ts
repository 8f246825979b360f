import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Grant } from '../../src/proxy/index.js';
import { received } from '../sandbox/client.js';
import { base64, someBytes } from '../sandbox/messages.js';
import { openOwnLedger } from './own-ledger.js';
import { auditOf, BASE, fault, problemOf, startProxy, unboundMessage } from './setup.js';

/** A host whose answer about a session comes when the test lets it. */
function slowHost() {
  let enter = () => {};
  let leave = (_grant: null) => {};
  const entered = new Promise<void>(resolve => {
    enter = resolve;
  });
  const authorize = () => {
    enter();
    return new Promise<Grant | null>(resolve => {
      leave = resolve;
    });
  };
  return { authorize, entered, leave: () => leave(null) };
}
const tokenRequest = () => new Request(`${BASE}/token`, { method: 'POST' });

describe('closing', () => {
  test('takes nothing new, and waits for what is under way', async t => {
    const host = slowHost();
    const { proxy } = await startProxy(t, { authorize: host.authorize });
    const underWay = proxy(tokenRequest());
    await host.entered;
    const closing = proxy.close();
    const refused = await proxy(new Request(`${BASE}/health/live`));
    assert.equal(refused.status, 503);
    const { code, requestId } = await problemOf(refused);
    assert.equal(code, 'service-unavailable');
    assert.equal(refused.headers.get('x-request-id'), requestId);
    host.leave();
    assert.equal((await underWay).status, 401);
    await closing;
  });

  test('finishes a message on its way to Redox, and its answer is in the ledger', async t => {
    const { proxy, sandbox, signIn, dataDir, redox } = await startProxy(t);
    await fault(sandbox, { on: 'endpoint', kind: 'delay', ms: 500 });
    const user = await signIn();
    const message = unboundMessage('Notes', { base64: base64(someBytes(100)) });
    const key = crypto.randomUUID();
    const sending = user.send(message, key);
    while ((await auditOf(proxy)).length === 0) await new Promise(setImmediate);
    await proxy.close();
    assert.equal((await sending).status, 200);
    const next = await startProxy(t, { dataDir, redox });
    assert.equal((await (await next.signIn()).send(message, key)).status, 200);
    assert.equal((await received(sandbox)).messages.length, 1);
  });

  test('leaves a ledger open that the host has given', async t => {
    const ledger = await openOwnLedger(t);
    const { proxy } = await startProxy(t, { database: ledger });
    await proxy.close();
    await ledger.check();
  });

  test('ends after its time, says what is left, and what is left goes on', async t => {
    const host = slowHost();
    const { proxy, log } = await startProxy(t, { authorize: host.authorize });
    const underWay = proxy(tokenRequest());
    await host.entered;
    await proxy.close(10);
    assert.match(log(), /"left":[12],"msg":"closed before everything was finished"/);
    host.leave();
    assert.equal((await underWay).status, 401);
  });
});
