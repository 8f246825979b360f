import assert from 'node:assert/strict';
import { test } from 'node:test';
import { getRequestListener } from '@hono/node-server';
import { received } from '../sandbox/client.js';
import { base64, someBytes } from '../sandbox/messages.js';
import { serveHttp } from './http-server.js';
import { openOwnLedger } from './own-ledger.js';
import { fault, JSON_TYPE, ORIGIN, startProxy, unboundMessage } from './setup.js';

test('a message goes on when its client has gone away, and the client gets the answer when it comes back', async t => {
  const ledger = await openOwnLedger(t);
  const client = new AbortController();
  const { proxy, sandbox, signIn } = await startProxy(t, {
    database: {
      ...ledger,
      async claimSend(key, record, event) {
        const earlier = await ledger.claimSend(key, record, event);
        client.abort();
        return earlier;
      },
    },
  });
  await fault(sandbox, { on: 'endpoint', kind: 'delay', ms: 300 });
  const origin = await serveHttp(t, getRequestListener(proxy));
  // The token is for another host's pages; a client that is no page has no Origin.
  const { token } = await signIn('user-1', ORIGIN);
  const post = (signal: AbortSignal | null) =>
    fetch(`${origin}/messages`, {
      method: 'POST',
      headers: { ...JSON_TYPE, authorization: `Bearer ${token}`, 'idempotency-key': key },
      body,
      signal,
    });
  const key = crypto.randomUUID();
  const body = JSON.stringify(unboundMessage('Notes', { base64: base64(someBytes(1000)) }));
  await assert.rejects(post(client.signal), { name: 'AbortError' });
  const answer = await post(null);
  assert.equal(answer.status, 200);
  assert.equal((await received(sandbox)).messages.length, 1);
});
