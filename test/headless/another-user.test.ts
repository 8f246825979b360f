import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { getRequestListener } from '@hono/node-server';
import { systemClock } from '../../src/core/clock.js';
import { fetchTransport } from '../../src/core/fetch-transport.js';
import { FileSender } from '../../src/core/index.js';
import type { Transport } from '../../src/core/transport.js';
import { serveHttp } from '../proxy/http-server.js';
import { auditOf, startProxy } from '../proxy/setup.js';
import { received } from '../sandbox/client.js';
import { sha256, someBytes } from '../sandbox/messages.js';

const SIZE = 300_001;
const pdf = () => new File([someBytes(SIZE)], 'consent.pdf', { type: 'application/pdf' });

/** A page whose host's session, a cookie in real life, can become another user's. */
async function openPage(t: TestContext) {
  const { proxy, sandbox } = await startProxy(t);
  const origin = await serveHttp(t, getRequestListener(proxy));
  const session = { user: 'user-1' };
  const carry = fetchTransport(systemClock);
  let before: (method: string, path: string) => void = () => {};
  const transport: Transport = request => {
    before(request.method, new URL(request.url).pathname);
    return carry(request);
  };
  const sender = new FileSender({
    output: 'send',
    endpoint: origin,
    delivery: 'upload',
    chunkSize: 100_000,
    message: { Note: { DocumentType: 'Consent Form', Provider: { ID: '4356789876' } } },
    authorize: () => ({ 'x-user': session.user }),
    transport,
  });
  return {
    proxy,
    sandbox,
    session,
    sender,
    /** Hears of each request before it leaves. */
    onRequest: (listener: typeof before) => {
      before = listener;
    },
    /** Does something and waits until nothing is in progress any more. @returns each file's error or state */
    async ends(act: () => void) {
      const done = new Promise(resolve => sender.addEventListener('redox-complete', resolve, { once: true }));
      act();
      await done;
      return sender.files.map(({ state, error }) => error?.code ?? state);
    },
  };
}

test('what one user has begun does not go on as another who has signed in since, and does as they come back', async t => {
  const { proxy, sandbox, session, sender, onRequest, ends } = await openPage(t);
  onRequest((method, path) => {
    if (method === 'POST' && path.endsWith('/commit')) session.user = 'user-2';
  });
  assert.deepEqual(await ends(() => sender.add([pdf()])), ['token-refused']);
  const { messages } = await received(sandbox);
  assert.equal(messages.length, 0);

  onRequest(() => {});
  assert.deepEqual(await ends(() => sender.retry(sender.files[0]?.id)), ['token-refused']);
  session.user = 'user-1';
  assert.deepEqual(await ends(() => sender.retry(sender.files[0]?.id)), ['sent']);
  const arrived = await received(sandbox);
  assert.deepEqual([arrived.files.map(file => file.sha256), arrived.messages.length], [[sha256(someBytes(SIZE))], 1]);
  assert.equal(new Set((await auditOf(proxy)).map(({ owner }) => owner)).size, 1);
});

test('after a reset the next file is whoever has signed in by then', async t => {
  const { proxy, session, sender, ends } = await openPage(t);
  assert.deepEqual(await ends(() => sender.add([pdf()])), ['sent']);
  session.user = 'user-2';
  sender.reset();
  assert.deepEqual(await ends(() => sender.add([pdf()])), ['sent']);
  const accepted = (await auditOf(proxy)).filter(({ outcome }) => outcome === 'accepted');
  assert.deepEqual(
    accepted.map(({ owner }) => owner === accepted[0]?.owner),
    [true, true, false, false],
  );
});
