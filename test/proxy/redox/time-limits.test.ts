import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { createRedoxClient } from '../../../src/proxy/index.js';
import { received } from '../../sandbox/client.js';
import { serveHttp } from '../http-server.js';
import { redoxOptions } from '../setup.js';
import { codeOf, connect, errorOf, fileOf, note, TOKEN } from './support.js';

/** In milliseconds: longer than any test may take. */
const FOR_EVER = 600_000;

const reasonOf = (error: unknown): string => {
  const { cause, message } = error as Error;
  return cause === undefined ? message : reasonOf(cause);
};

describe('a call to Redox ends', () => {
  test('when no connection comes about, and then nothing has been sent', async t => {
    // Takes connections, and never says a word of TLS.
    const silent = createServer();
    await once(silent.listen(0, '127.0.0.1'), 'listening');
    t.after(() => silent.close());
    silent.on('connection', socket => void t.after(() => socket.destroy()));
    const { sandbox } = await connect(t);
    const { port } = silent.address() as AddressInfo;
    const nowhere = `https://127.0.0.1:${port}`;
    const traffic = { connectTimeout: 50, retries: 0 };
    const redox = createRedoxClient({ ...redoxOptions(sandbox), apiUrl: nowhere, blobUrl: nowhere, traffic });
    const error = await errorOf(redox.send(note()));
    assert.equal(error.code, 'upload-failed');
    assert.match(reasonOf(error), /connect timeout/i);
  });

  test('when Redox takes in no more of a file', async t => {
    const { redox, fail, sandbox } = await connect(t, { idleTimeout: 200, answerTimeout: FOR_EVER, retries: 0 });
    await fail({ on: 'upload', kind: 'delay', ms: FOR_EVER });
    const error = await errorOf(redox.upload(fileOf(29_000_000)));
    assert.equal(error.code, 'upload-failed');
    assert.match(reasonOf(error), /stalled/);
    assert.deepEqual((await received(sandbox)).files, []);
  });

  test('when Redox takes in no more of a message, which is then unconfirmed', async t => {
    const { redox, fail } = await connect(t, { idleTimeout: 200, answerTimeout: FOR_EVER });
    await fail({ on: 'endpoint', kind: 'delay', ms: FOR_EVER });
    const message = { ...note(), Extension: 'x'.repeat(29_000_000) };
    const error = await errorOf(redox.send(message));
    assert.equal(error.code, 'send-unconfirmed');
    assert.match(reasonOf(error), /stalled/);
  });

  test('when the file itself stops coming', async t => {
    const { redox } = await connect(t, { idleTimeout: 200, retries: 0 });
    async function* stream() {
      yield new Uint8Array(10);
      await new Promise(() => {});
    }
    assert.equal(await codeOf(redox.upload({ ...fileOf(20), stream })), 'upload-failed');
  });

  test('when no answer comes', async t => {
    const { redox, fail } = await connect(t, { idleTimeout: FOR_EVER, answerTimeout: 200, retries: 0 });
    for (const on of ['token', 'upload', 'endpoint']) await fail({ on, kind: 'delay', ms: FOR_EVER });
    assert.equal(await codeOf(redox.send(note())), 'upload-failed');
    assert.equal(await codeOf(redox.upload(fileOf(10))), 'upload-failed');
    const error = await errorOf(redox.send(note()));
    assert.equal(error.code, 'send-unconfirmed');
    assert.match(reasonOf(error), /did not answer in time/);
  });

  test('when an answer trickles in and has no end', async t => {
    const { redox, fail, sandbox } = await connect(t, { answerTimeout: 300, retries: 0 });
    for (const on of ['upload', 'endpoint']) await fail({ on, kind: 'trickle', ms: 40 });
    assert.equal(await codeOf(redox.upload(fileOf(10))), 'upload-failed');
    assert.equal(await codeOf(redox.send(note())), 'send-unconfirmed');
    assert.equal((await received(sandbox)).messages.length, 1);
  });

  test('when an answer has taken its time, whether that is before or after it begins', async t => {
    const answerTimeout = 500;
    const origin = await serveHttp(t, async (request, response) => {
      if (request.url === TOKEN) {
        response.end('{"access_token":"abc"}');
        return;
      }
      for await (const _ of request);
      await sleep(answerTimeout * 0.8);
      response.write('{"Meta":');
      await sleep(answerTimeout * 0.8);
      response.end('{"Logs":[]}}');
    });
    const { sandbox } = await connect(t);
    const redox = createRedoxClient({ ...redoxOptions(sandbox, { answerTimeout }), apiUrl: origin });
    assert.equal(await codeOf(redox.send(note())), 'send-unconfirmed');
  });
});

test('a file that Redox takes in slowly arrives, however long it takes', async t => {
  const { redox, fail, sandbox } = await connect(t, { idleTimeout: 2000, answerTimeout: 2000, retries: 0 });
  await fail({ on: 'upload', kind: 'throttle', ms: 10 });
  await redox.upload(fileOf(24_000_000));
  assert.equal((await received(sandbox)).files[0]?.size, 24_000_000);
});
