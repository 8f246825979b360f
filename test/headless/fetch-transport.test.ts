import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, type TestContext, test } from 'node:test';
import type { Clock } from '../../src/core/clock.js';
import { fetchTransport } from '../../src/core/fetch-transport.js';
import { ConnectionError, type TransportRequest } from '../../src/core/transport.js';

const IDLE = 30_000;

/** A clock that goes only when it is told to, and tells of each sign of life. */
function stoppedClock() {
  let now = 0;
  let timer: { at: number; callback: () => void } | undefined;
  let seen = (): void => undefined;
  const clock: Clock = {
    now: () => now,
    after(milliseconds, callback) {
      const mine = { at: now + milliseconds, callback };
      timer = mine;
      seen();
      return () => {
        if (timer === mine) timer = undefined;
      };
    },
  };
  return {
    ...clock,
    advance(milliseconds: number) {
      now += milliseconds;
      if (timer && timer.at <= now) timer.callback();
    },
    life: () =>
      new Promise<void>(resolve => {
        seen = resolve;
      }),
  };
}

async function serve(t: TestContext, listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

/** Where nobody listens. */
async function closedAddress(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await new Promise(resolve => server.close(resolve));
  return `http://127.0.0.1:${port}/`;
}

const request = (url: string, more: Partial<TransportRequest> = {}): TransportRequest => ({
  method: 'POST',
  url,
  headers: {},
  signal: new AbortController().signal,
  idle: IDLE,
  ...more,
});

const lost = (begun: boolean) => (error: unknown) => {
  assert.ok(error instanceof ConnectionError);
  assert.equal(error.begun, begun);
  return true;
};

describe("Node's transport", () => {
  test('sends a body whole, with its length, and tells how much has left', async t => {
    const url = await serve(t, async (incoming, response) => {
      let size = 0;
      for await (const chunk of incoming) size += (chunk as Buffer).length;
      response
        .setHeader('content-type', 'application/json')
        .setHeader('x-length', `${incoming.headers['content-length']}`);
      response.end(JSON.stringify({ size }));
    });
    const size = 1_000_001;
    for (const body of [new Uint8Array(size), new Blob([new Uint8Array(size)]), 'x'.repeat(size)]) {
      const sent: number[] = [];
      const answer = await fetchTransport(stoppedClock())(request(url, { body, onSent: bytes => sent.push(bytes) }));
      assert.deepEqual([answer.status, answer.json, answer.header('x-length')], [200, { size }, String(size)]);
      assert.ok(sent.length > 10);
      assert.equal(sent.at(-1), size);
    }
  });

  test('gives up a request in which nothing moves', async t => {
    const url = await serve(t, () => undefined);
    const clock = stoppedClock();
    const hung = assert.rejects(fetchTransport(clock)(request(url)), lost(false));
    clock.advance(IDLE);
    await hung;
  });

  test('gives up a body that nobody reads, which has begun to leave', async t => {
    const url = await serve(t, incoming => incoming.pause());
    const clock = stoppedClock();
    let stuck = (): void => undefined;
    const sending = new Promise<void>(resolve => {
      stuck = resolve;
    });
    const body = new Uint8Array(20_000_000);
    const hung = assert.rejects(fetchTransport(clock)(request(url, { body, onSent: () => stuck() })), lost(true));
    await sending;
    // Time goes on until no byte moves any more: each that does begins it anew.
    const timer = setInterval(() => clock.advance(IDLE / 3), 50);
    t.after(() => clearInterval(timer));
    await hung;
  });

  test('waits as long as bytes come, however long it takes', async t => {
    let arrived = (_: Parameters<RequestListener>[1]): void => undefined;
    const arriving = new Promise<Parameters<RequestListener>[1]>(resolve => {
      arrived = resolve;
    });
    const url = await serve(t, (_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).flushHeaders();
      arrived(response);
    });
    const clock = stoppedClock();
    const answered = fetchTransport(clock)(request(url));
    const response = await arriving;
    await clock.life();
    for (let byte = 0; byte < 5; byte++) {
      clock.advance(IDLE - 1);
      const life = clock.life();
      response.write(' ');
      await life;
    }
    response.end('{"ended":true}');
    assert.deepEqual((await answered).json, { ended: true });
  });

  test('knows whether a body had begun to leave when the connection breaks', async t => {
    const url = await serve(t, (incoming, response) => {
      incoming.on('end', () => response.destroy()).resume();
    });
    await assert.rejects(fetchTransport(stoppedClock())(request(url, { body: 'x' })), lost(true));
    const nobody = request(await closedAddress(), { body: 'x' });
    await assert.rejects(fetchTransport(stoppedClock())(nobody), lost(false));
  });

  test('ends with the reason for which it was aborted', async t => {
    const url = await serve(t, () => undefined);
    const abort = new AbortController();
    const hung = fetchTransport(stoppedClock())(request(url, { signal: abort.signal, body: 'x' }));
    abort.abort(new Error('paused'));
    await assert.rejects(hung, { message: 'paused' });
  });
});
