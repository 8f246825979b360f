import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { describe, type TestContext, test } from 'node:test';
import { getRequestListener } from '@hono/node-server';
import type { RedoxProxyOptions } from '../../src/proxy/index.js';
import { received } from '../sandbox/client.js';
import { base64, someBytes } from '../sandbox/messages.js';
import { heldScan } from './held-scan.js';
import { serveHttp } from './http-server.js';
import { fault, JSON_TYPE, problemOf, startProxy, unboundMessage } from './setup.js';

const body = Buffer.from(JSON.stringify(unboundMessage('Notes', { base64: base64(someBytes(300_000)) })));
/** Memory for one such message, and not for half of another. */
const FOR_ONE = 2.5 * body.length;

/** A proxy over HTTP with a client of it. */
async function open(t: TestContext, options: Partial<RedoxProxyOptions>) {
  const { proxy, sandbox, signIn, log } = await startProxy(t, options);
  const url = `${await serveHttp(t, getRequestListener(proxy))}/messages`;
  const { token } = await signIn();
  const headersFor = (key: string) => ({ ...JSON_TYPE, authorization: `Bearer ${token}`, 'idempotency-key': key });
  return {
    sandbox,
    log,
    post: (content: BodyInit = body, key: string = crypto.randomUUID()) =>
      fetch(url, { method: 'POST', headers: headersFor(key), body: content, duplex: 'half' } as RequestInit),
    /** A request of which so much is sent. */
    async begin(content: Buffer) {
      const headers = { ...headersFor(crypto.randomUUID()), 'content-length': body.length };
      const begun = request(url, { method: 'POST', headers });
      begun.on('error', () => {});
      await new Promise(resolve => begun.write(content, resolve));
      return begun;
    },
    isLive: () => fetch(url.replace('messages', 'health/live')),
  };
}

describe('a message', () => {
  test('that finds no room beside others is told to come again, when its client has sent all of it', async t => {
    const { scan, scanning, letGo } = heldScan();
    const { sandbox, post, begin, isLive } = await open(t, { messageMemory: FOR_ONE, scan });
    const first = post();
    await scanning;
    const second = await begin(body.subarray(0, -1));
    let answered = false;
    const answer = once(second, 'response').then(([response]) => {
      answered = true;
      return response as IncomingMessage;
    });
    await isLive();
    assert.equal(answered, false);
    second.end(body.subarray(-1));
    const { statusCode, headers } = (await answer).resume();
    assert.deepEqual([statusCode, headers['retry-after']], [429, '5']);
    const key = crypto.randomUUID();
    const { code, detail } = await problemOf(await post(body, key));
    assert.deepEqual([code, detail], ['rate-limited', 'Too many messages are under way']);
    letGo();
    assert.equal((await first).status, 200);
    assert.equal((await post(body, key)).status, 200);
    assert.equal((await received(sandbox)).messages.length, 2);
  });

  test('counts as it comes: without a Content-Length, too, and not by what it only announces', async t => {
    const { scan, scanning, letGo } = heldScan();
    const { post, begin } = await open(t, { messageMemory: FOR_ONE, scan });
    const announced = await begin(body.subarray(0, 1));
    const first = post();
    await scanning;
    assert.equal((await post(new Blob([body]).stream())).status, 429);
    letGo();
    assert.equal((await first).status, 200);
    announced.destroy();
  });

  test('that has found no room leaves to others what it had, though its client is still sending', async t => {
    const { scan, scanning, letGo } = heldScan();
    const { signIn } = await startProxy(t, { messageMemory: 100_000, scan });
    const user = await signIn();
    const message = (size: number) => unboundMessage('Notes', { base64: base64(someBytes(size)) });
    /** Pieces of 10,000 bytes and then nothing for a while. */
    const begin = (pieces: number) => {
      let end = () => {};
      let left = pieces;
      let allRead = () => {};
      const whenRead = new Promise<void>(resolve => {
        allRead = resolve;
      });
      const content = new ReadableStream<Uint8Array>({
        async pull(controller) {
          if (left-- > 0) return controller.enqueue(new Uint8Array(10_000).fill(0x20));
          allRead();
          await new Promise<void>(resolve => {
            end = resolve;
          });
          return controller.close();
        },
      });
      const headers = { ...JSON_TYPE, 'idempotency-key': crypto.randomUUID() };
      const answer = user.call('POST', 'messages', headers, content);
      const status = async () => {
        end();
        return (await answer).status;
      };
      return { whenRead, status };
    };
    const first = user.send(message(1000));
    await scanning;
    const refused = begin(6);
    await refused.whenRead;
    letGo();
    assert.equal((await first).status, 200);
    assert.equal((await user.send(message(20_000))).status, 200);
    assert.equal(await refused.status(), 429);
    const large = begin(4);
    await large.whenRead;
    assert.equal((await user.send(message(20_000))).status, 429);
    assert.equal(await large.status(), 400);
  });

  test('has room when it is alone, however little there is', async t => {
    const { post } = await open(t, { messageMemory: 1 });
    for (const content of [body, new Blob([body]).stream()]) assert.equal((await post(content)).status, 200);
  });

  test('is taken no further than its limit, however much more would come', async t => {
    const { signIn } = await startProxy(t, { limits: { requestLimit: 1000 } });
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 100;
        if (sent > 100_000) controller.close();
        else controller.enqueue(new Uint8Array(100));
      },
    });
    const headers = { ...JSON_TYPE, 'idempotency-key': crypto.randomUUID() };
    assert.equal((await (await signIn()).call('POST', 'messages', headers, endless)).status, 413);
    assert.ok(sent < 2000, `${sent} bytes`);
  });

  test('gives its room back, however it ends', async t => {
    const { sandbox, log, post, begin } = await open(t, {
      messageMemory: FOR_ONE,
      limits: { requestLimit: body.length },
    });
    const ends: [status: number, content: () => BodyInit][] = [
      [400, () => body.subarray(0, -1)],
      [422, () => JSON.stringify({ Note: { FileContents: base64(someBytes(250_000)) } })],
      [413, () => new Blob([body, ' ']).stream()],
    ];
    for (const [status, content] of ends) {
      assert.equal((await post(content())).status, status);
      assert.equal((await post()).status, 200, `after a ${status}`);
    }
    await fault(sandbox, { on: 'endpoint', kind: 'status', status: 400 });
    assert.equal((await post()).status, 422);
    assert.equal((await post()).status, 200, 'after Redox has rejected one');

    const gone = await begin(body.subarray(0, -1));
    gone.destroy();
    while (!log().includes('The body ended early')) await new Promise(setImmediate);
    assert.equal((await post()).status, 200, 'after a client has gone away');
  });
});
