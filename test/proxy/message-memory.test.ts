import assert from 'node:assert/strict';
import { test } from 'node:test';
import { getRequestListener } from '@hono/node-server';
import { collectedHeap } from '../fuzz/heap.js';
import { received } from '../sandbox/client.js';
import { base64, someBytes } from '../sandbox/messages.js';
import { serveHttp } from './http-server.js';
import { openOwnLedger } from './own-ledger.js';
import { JSON_TYPE, startProxy, unboundMessage } from './setup.js';

const MESSAGES = 10;

test('a message that is about to be sent is in memory as its JSON, outside of the heap, and as nothing else', async t => {
  const ledger = await openOwnLedger(t);
  let claimed = 0;
  let allClaimed = () => {};
  const whenAllClaimed = new Promise<void>(resolve => {
    allClaimed = resolve;
  });
  let goOn = () => {};
  const gate = new Promise<void>(resolve => {
    goOn = resolve;
  });
  const { proxy, sandbox, signIn } = await startProxy(t, {
    database: {
      ...ledger,
      async claimSend(...claim) {
        if (++claimed === MESSAGES) allClaimed();
        await gate;
        return ledger.claimSend(...claim);
      },
    },
  });
  const origin = await serveHttp(t, getRequestListener(proxy));
  const { token } = await signIn();
  const body = Buffer.from(JSON.stringify(unboundMessage('Notes', { base64: base64(someBytes(3_000_000)) })));
  const send = () =>
    fetch(`${origin}/messages`, {
      method: 'POST',
      headers: { ...JSON_TYPE, authorization: `Bearer ${token}`, 'idempotency-key': crypto.randomUUID() },
      body,
    });
  const before = collectedHeap();
  const answers = Array.from({ length: MESSAGES }, send);
  await whenAllClaimed;
  const grown = collectedHeap() - before;
  goOn();
  for (const answer of answers) assert.equal((await answer).status, 200);
  assert.equal((await received(sandbox)).messages.length, MESSAGES);
  // What one of them still leaves behind while the next is read is no matter.
  const megabytes = body.length / 1e6;
  assert.ok(grown < 3 * megabytes, `The heap grew by ${grown} MB for ${MESSAGES} messages of ${megabytes} MB`);
});

test('a message that comes byte by byte is in memory as its bytes, not as so many pieces', async t => {
  const { signIn } = await startProxy(t);
  const user = await signIn();
  const pieces = 50_000;
  let sent = 0;
  let grown = 0;
  const before = collectedHeap();
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (sent++ < pieces) return controller.enqueue(new Uint8Array(1).fill(0x20));
      grown = collectedHeap() - before;
      controller.close();
    },
  });
  const answer = await user.call('POST', 'messages', { ...JSON_TYPE, 'idempotency-key': crypto.randomUUID() }, body);
  assert.equal(answer.status, 400);
  assert.ok(grown < 2, `The heap grew by ${grown} MB`);
});
