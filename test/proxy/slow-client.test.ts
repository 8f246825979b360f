import assert from 'node:assert/strict';
import { stat } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { getRequestListener } from '@hono/node-server';
import { patiently } from '../../src/proxy/patience.js';
import { ProblemError } from '../../src/proxy/problem-error.js';
import { someBytes } from '../sandbox/messages.js';
import { serveHttp } from './http-server.js';
import { JSON_TYPE, ORIGIN, PATCH, problemOf, startProxy, TUS } from './setup.js';

/** Bytes that come by themselves at these times, in milliseconds from the first read on, and then none. */
function dripping(
  times: number[],
  size: number,
  end = false,
): { body: ReadableStream<Uint8Array>; cancelled(): boolean } {
  let cancelled = false;
  const body = new ReadableStream<Uint8Array>({
    async start(controller) {
      let passed = 0;
      for (const time of times) {
        await new Promise(resolve => setTimeout(resolve, time - passed));
        passed = time;
        if (cancelled) return;
        controller.enqueue(new Uint8Array(size));
      }
      if (end) controller.close();
    },
    cancel() {
      cancelled = true;
    },
  });
  return { body, cancelled: () => cancelled };
}

async function read(body: AsyncIterable<Uint8Array>): Promise<number> {
  let size = 0;
  for await (const chunk of body) size += chunk.byteLength;
  return size;
}
const isTooSlow = (error: unknown) => error instanceof ProblemError && error.status === 408;

describe('a body', () => {
  test('that stands still is given up, and its stream let go', async () => {
    const { body, cancelled } = dripping([1, 2], 1000);
    await assert.rejects(read(patiently(body, { idle: 50, grace: 60_000, bytesPerSecond: 1 })), isTooSlow);
    assert.ok(cancelled());
  });

  test('that comes a byte now and then is given up, though it never stands still', async () => {
    const times = Array.from({ length: 1000 }, (_, at) => at * 5);
    const { body, cancelled } = dripping(times, 1, true);
    await assert.rejects(read(patiently(body, { idle: 60_000, grace: 100, bytesPerSecond: 10_000 })), isTooSlow);
    assert.ok(cancelled());
  });

  test('that comes fast enough may take longer than any pause', async () => {
    const times = Array.from({ length: 60 }, (_, at) => at * 20);
    const { body } = dripping(times, 10_000, true);
    const patience = { idle: 60_000, grace: 1000, bytesPerSecond: 1000 };
    assert.equal(await read(patiently(body, patience)), 600_000);
  });

  test('is not too slow for the time that its reader takes', async () => {
    const later = (milliseconds: number) => new Promise(resolve => setTimeout(resolve, milliseconds));
    let pieces = 0;
    const source: UnderlyingDefaultSource<Uint8Array> = {
      async pull(controller) {
        await later(5);
        controller.enqueue(new Uint8Array(1));
        if (++pieces === 8) controller.close();
      },
    };
    const body = new ReadableStream(source, { highWaterMark: 0 });
    let size = 0;
    for await (const piece of patiently(body, { idle: 60_000, grace: 300, bytesPerSecond: 10_000 })) {
      size += piece.byteLength;
      await later(100);
    }
    assert.equal(size, 8);
  });

  test('is taken no faster than its reader wants it, so that it waits at its client and not in memory', async () => {
    let pulled = 0;
    const source: UnderlyingDefaultSource<Uint8Array> = {
      pull(controller) {
        pulled++;
        controller.enqueue(new Uint8Array(1));
      },
    };
    const reader = patiently(new ReadableStream(source, { highWaterMark: 0 })).getReader();
    await reader.read();
    await new Promise(setImmediate);
    assert.equal(pulled, 1);
    await reader.cancel();
  });

  test('that is not wanted any more is let go', async () => {
    const { body, cancelled } = dripping([0, 1, 2], 10);
    for await (const _ of patiently(body)) break;
    assert.ok(cancelled());
  });
});

describe('a client over HTTP that stops in the middle', () => {
  test('of a message or a commit is told so with 408, and its place is free', async t => {
    const { proxy, signIn } = await startProxy(t);
    const origin = await serveHttp(t, getRequestListener(proxy));
    const user = await signIn();
    const path = await user.upload(someBytes(10));
    t.mock.timers.enable({ apis: ['setTimeout'] });
    for (const target of ['messages', `${path}/commit`]) {
      const stalled = request(`${origin}/${target}`, {
        method: 'POST',
        headers: {
          ...JSON_TYPE,
          authorization: `Bearer ${user.token}`,
          'idempotency-key': crypto.randomUUID(),
          'content-length': 1000,
        },
      });
      stalled.on('error', () => {});
      const answered = new Promise<number | undefined>(resolve => {
        stalled.on('response', ({ statusCode }) => resolve(statusCode));
      });
      stalled.write('{"name":');
      assert.equal(await tickUntil(t, answered), 408);
      stalled.destroy();
    }
  });

  test('of an upload keeps what has arrived and goes on from there', async t => {
    const { signIn, dataDir } = await startProxy(t);
    const user = await signIn();
    const bytes = someBytes(1000);
    const created = await user.call('POST', 'uploads', { ...TUS, 'upload-length': '1000' });
    const path = created.headers.get('location') ?? '';
    const { body } = dripping([0], 400);
    t.mock.timers.enable({ apis: ['setTimeout'] });
    const patch = user.call('PATCH', path, { ...PATCH, 'upload-offset': '0', origin: ORIGIN }, body);
    while ((await stat(join(dataDir, path))).size < 400) t.mock.timers.tick(1);
    const answer = await tickUntil(t, patch);
    assert.equal(answer.status, 408);
    assert.equal((await problemOf(answer)).code, 'request-timeout');
    t.mock.timers.reset();
    assert.equal((await user.call('HEAD', path, TUS)).headers.get('upload-offset'), '400');
    const rest = await user.call('PATCH', path, { ...PATCH, 'upload-offset': '400' }, bytes.subarray(400));
    assert.equal(rest.status, 204);
  });
});

/** Lets mocked time pass as fast as the real one lets others work, until something has happened. */
async function tickUntil<T>(t: TestContext, something: Promise<T>): Promise<T> {
  let over = false;
  const end = () => {
    over = true;
  };
  something.then(end, end);
  while (!over) {
    t.mock.timers.tick(1000);
    await new Promise(setImmediate);
  }
  return something;
}
