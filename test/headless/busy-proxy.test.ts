import assert from 'node:assert/strict';
import { test } from 'node:test';
import { getRequestListener } from '@hono/node-server';
import { type Clock, systemClock } from '../../src/core/clock.js';
import { fetchTransport } from '../../src/core/fetch-transport.js';
import { FileSender } from '../../src/core/index.js';
import type { Transport } from '../../src/core/transport.js';
import { heldScan } from '../proxy/held-scan.js';
import { serveHttp } from '../proxy/http-server.js';
import { auditOf, startProxy } from '../proxy/setup.js';
import { received } from '../sandbox/client.js';
import { someBytes } from '../sandbox/messages.js';

test('a message for which the proxy has no memory comes again by itself, and each file is sent once', async t => {
  const { scan, letGo } = heldScan();
  const { proxy, sandbox } = await startProxy(t, { messageMemory: 1, scan });
  const statuses: number[] = [];
  let firstSent = () => {};
  const whenFirstSent = new Promise<void>(resolve => {
    firstSent = resolve;
  });
  const carry = fetchTransport(systemClock);
  const transport: Transport = async request => {
    const answer = await carry(request);
    if (request.url.endsWith('/messages')) statuses.push(answer.status);
    if (answer.status === 429) letGo();
    if (statuses.includes(200)) firstSent();
    return answer;
  };
  const waits: number[] = [];
  /** Five seconds last until the other message is sent. */
  const clock: Clock = {
    ...systemClock,
    after(milliseconds, callback) {
      if (milliseconds < 5000) return systemClock.after(milliseconds, callback);
      waits.push(milliseconds);
      whenFirstSent.then(callback);
      return () => {};
    },
  };
  const sender = new FileSender({
    output: 'send',
    endpoint: await serveHttp(t, getRequestListener(proxy)),
    delivery: 'embed',
    maxFiles: 2,
    message: { Note: { DocumentType: 'Consent Form', Provider: { ID: '4356789876' } } },
    authorize: () => ({ 'x-user': 'user-1' }),
    transport,
    clock,
  });
  const done = new Promise(resolve => sender.addEventListener('redox-complete', resolve, { once: true }));
  sender.add([300_000, 300_001].map(size => new File([someBytes(size)], 'consent.pdf', { type: 'application/pdf' })));
  await done;
  assert.deepEqual(
    sender.files.map(({ state, error }) => error?.code ?? state),
    ['sent', 'sent'],
  );
  assert.deepEqual(statuses, [429, 200, 200]);
  assert.ok(waits.length === 1 && waits.every(wait => wait < 5600), `${waits}`);
  assert.equal((await received(sandbox)).messages.length, 2);
  // What found no room left nothing behind.
  assert.deepEqual((await auditOf(proxy)).map(({ outcome }) => outcome).sort(), [
    'accepted',
    'accepted',
    'begun',
    'begun',
  ]);
});
