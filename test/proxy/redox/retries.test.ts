import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createRedoxClient } from '../../../src/proxy/index.js';
import { parseRetryAfter } from '../../../src/proxy/redox/retry-after.js';
import { received } from '../../sandbox/client.js';
import { serveSandbox } from '../../sandbox/serve.js';
import { redoxOptions } from '../setup.js';
import { startRelay } from './relay.js';
import { codeOf, connect, errorOf, fileOf, note } from './support.js';

describe('a file', () => {
  const passing: [what: string, fault: object][] = [
    ['answered 500', { kind: 'status', status: 500 }],
    ['answered 504', { kind: 'status', status: 504 }],
    ['answered 408', { kind: 'status', status: 408 }],
    ['cut the connection', { kind: 'drop-before' }],
    ['cut the connection when it had the file', { kind: 'drop-after' }],
    ['answered in HTML', { kind: 'nonsense', status: 200, body: '<html>' }],
  ];
  for (const [what, wanted] of passing)
    test(`goes to Redox again after it ${what}, from its first byte`, async t => {
      const { redox, fail, count, sandbox } = await connect(t);
      await fail({ on: 'upload', ...wanted, times: 3 });
      const { URI } = await redox.upload(fileOf(300_000));
      assert.equal(count('/upload'), 4);
      assert.equal((await received(sandbox)).files.find(({ uri }) => uri === URI)?.size, 300_000);
    });

  test('goes to Redox four times at most', async t => {
    const { redox, fail, count } = await connect(t);
    await fail({ on: 'upload', kind: 'status', status: 502, times: 9 });
    assert.equal(await codeOf(redox.upload(fileOf(10))), 'upload-failed');
    assert.equal(count('/upload'), 4);
  });

  test('goes to Redox no more when there is no patience left', async t => {
    const { redox, fail, count } = await connect(t, { patience: 100, retries: 1000, backoff: 30 });
    await fail({ on: 'upload', kind: 'status', status: 502, times: 1000 });
    assert.equal(await codeOf(redox.upload(fileOf(10))), 'upload-failed');
    assert.ok(count('/upload') < 20, `${count('/upload')} attempts`);
  });

  for (const [status, code] of [
    [400, 'redox-rejected'],
    [403, 'redox-rejected'],
    [404, 'redox-rejected'],
    [413, 'file-too-large'],
  ] as const)
    test(`that Redox refuses with ${status} is not brought again`, async t => {
      const { redox, fail, count } = await connect(t);
      await fail({ on: 'upload', kind: 'status', status });
      assert.equal(await codeOf(redox.upload(fileOf(10))), code);
      assert.equal(count('/upload'), 1);
    });

  test('whose own bytes fail is not brought again, and the caller hears why', async t => {
    const { redox, sandbox } = await connect(t);
    const failure = new Error('The disk is gone');
    let begun = 0;
    async function* stream() {
      begun++;
      yield new Uint8Array(5);
      throw failure;
    }
    await assert.rejects(redox.upload({ ...fileOf(10), stream }), error => error === failure);
    assert.equal(begun, 1);
    assert.deepEqual((await received(sandbox)).files, []);
  });
});

test('a file goes to Redox under a name and a type of which no header can be made', async t => {
  const { redox, sandbox } = await connect(t);
  await redox.upload({ ...fileOf(10), name: 'a"\r\nX-Injected: 1.pdf', type: 'x/y\r\nX-Injected: 1' });
  const [file] = (await received(sandbox)).files;
  assert.deepEqual([file?.name, file?.type], ["a'X-Injected: 1.pdf", 'application/octet-stream']);
});

describe('a message', () => {
  const unclear: [what: string, fault: object][] = [
    ['answered 500', { kind: 'status', status: 500 }],
    ['answered 503 and asked to come again', { kind: 'nonsense', status: 503, headers: { 'retry-after': '0' } }],
    ['answered 408', { kind: 'status', status: 408 }],
    ['cut the connection', { kind: 'drop-before' }],
    ['cut the connection when it had the message', { kind: 'drop-after' }],
  ];
  for (const [what, wanted] of unclear)
    test(`is not sent again after Redox ${what}`, async t => {
      const { redox, fail, count } = await connect(t);
      await fail({ on: 'endpoint', ...wanted });
      assert.equal(await codeOf(redox.send(note())), 'send-unconfirmed');
      assert.equal(count('/endpoint'), 1);
    });

  test('is sent again after a 429, when Redox wants it again', async t => {
    const { redox, fail, sandbox } = await connect(t);
    await fail({ on: 'endpoint', kind: 'status', status: 429, times: 2 });
    await redox.send(note());
    const [first, second, third] = sandbox.requests.filter(({ path }) => path === '/endpoint');
    assert.ok(first && second && third);
    assert.ok(second.at - first.at >= 990 && third.at - second.at >= 990);
    assert.equal((await received(sandbox)).messages.length, 1);
  });

  test('is sent again when there was no connection, and arrives once when there is one', async t => {
    const sandbox = await serveSandbox(t);
    const relay = await startRelay(t, sandbox.origin);
    const api = `${relay.origin}/_sandbox`;
    const traffic = { backoff: 20, retries: 1000 };
    const redox = createRedoxClient({ ...redoxOptions(sandbox), apiUrl: api, blobUrl: api, traffic });
    await redox.send(note());
    await relay.stop();
    const sending = redox.send(note());
    await new Promise(resolve => setTimeout(resolve, 200));
    await relay.start();
    await sending;
    assert.equal((await received(sandbox)).messages.length, 2);
  });

  test('fails for now when there is no connection at all, with a token or without', async t => {
    const sandbox = await serveSandbox(t);
    const relay = await startRelay(t, sandbox.origin);
    const apiUrl = `${relay.origin}/_sandbox`;
    const redox = createRedoxClient({ ...redoxOptions(sandbox), apiUrl, traffic: { backoff: 1 } });
    await relay.stop();
    assert.equal(await codeOf(redox.send(note())), 'upload-failed');
    await relay.start();
    await redox.send(note());
    await relay.stop();
    assert.equal(await codeOf(redox.send(note())), 'upload-failed');
  });

  test('is told to wait where Redox wants to be left alone for longer than our patience', async t => {
    const { redox, fail, count } = await connect(t);
    const answer = { kind: 'nonsense', status: 429, headers: { 'retry-after': '120' } };
    await fail({ on: 'endpoint', ...answer });
    const first = await errorOf(redox.send(note()));
    assert.equal(first.code, 'rate-limited');
    assert.equal(first.retryAfter, 120);
    const second = await errorOf(redox.send(note()));
    assert.equal(second.code, 'rate-limited');
    assert.ok(second.retryAfter && second.retryAfter > 100 && second.retryAfter <= 120, `${second.retryAfter}`);
    assert.equal(count('/endpoint'), 1);
  });
});

test('Retry-After is a number of seconds or a date, and a day at most', () => {
  const now = Date.parse('2026-01-01T00:00:00Z');
  const cases: [string | undefined, number | undefined][] = [
    ['7', 7000],
    [' 0 ', 0],
    ['Thu, 01 Jan 2026 00:00:30 GMT', 30_000],
    ['Wed, 31 Dec 2025 00:00:00 GMT', 0],
    ['999999999', 86_400_000],
    ['2.5', 2500],
    ['1e3', undefined],
    ['-5', undefined],
    ['5, 5', undefined],
    ['2026', 2_026_000],
    ['soon', undefined],
    ['', undefined],
    [undefined, undefined],
  ];
  for (const [value, expected] of cases) assert.equal(parseRetryAfter(value, now), expected, value);
});
