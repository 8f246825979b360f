import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { received } from '../../sandbox/client.js';
import { codeOf, connect, errorOf, fileOf, note, TOKEN } from './support.js';

const fifty = <T>(call: () => Promise<T>) => Promise.all(Array.from({ length: 50 }, call));

describe('the access token', () => {
  test('is asked for once by 50 calls that come together', async t => {
    const { redox, sandbox, count } = await connect(t);
    await fifty(() => redox.send(note()));
    assert.equal(count(TOKEN), 1);
    assert.equal((await received(sandbox)).messages.length, 50);
  });

  test('that is revoked while 50 calls are under way is renewed once, and nothing is lost or sent twice', async t => {
    const { redox, sandbox, count, fail } = await connect(t);
    await redox.send(note());
    await fail({ on: 'endpoint', kind: 'delay', ms: 200, times: 20 });
    const calls = fifty(() => redox.send(note()));
    await fetch(sandbox.url('/tokens'), { method: 'DELETE' });
    const accepted = await calls;
    assert.equal(new Set(accepted.map(({ messageId }) => messageId)).size, 50);
    assert.equal((await received(sandbox)).messages.length, 51);
    assert.equal(count(TOKEN), 2);
  });

  test('is kept for as long as it lives, also when that is shorter than our margin', async t => {
    const { redox, count } = await connect(t, {}, { tokenLifetime: 20 });
    await redox.send(note());
    await redox.send(note());
    assert.equal(count(TOKEN), 1);
  });

  test('is renewed before it expires, so that no call comes with one that has', async t => {
    const { redox, count } = await connect(t, {}, { now: () => Date.now() });
    t.mock.timers.enable({ apis: ['Date'], now: Date.now() });
    const asked: number[] = [];
    for (const seconds of [0, 265, 10]) {
      t.mock.timers.tick(seconds * 1000);
      await redox.send(note());
      asked.push(count(TOKEN));
    }
    assert.deepEqual([asked, count('/endpoint')], [[1, 1, 2], 3]);
  });

  for (const [where, seconds] of [
    ['ahead of', 25],
    ['behind', -200],
  ] as const)
    test(`is given to a proxy whose clock is ${where} that of Redox`, async t => {
      const { redox, sandbox } = await connect(t, {}, { now: () => Date.now() - seconds * 1000 });
      await redox.send(note());
      assert.equal((await received(sandbox)).messages.length, 1);
    });

  test('that Redox refuses again and again leaves file and message for another time', async t => {
    const { redox, fail, count } = await connect(t);
    await fail({ on: 'upload', kind: 'status', status: 401, times: 2 });
    await fail({ on: 'endpoint', kind: 'status', status: 401, times: 2 });
    assert.equal(await codeOf(redox.upload(fileOf(10))), 'upload-failed');
    assert.equal(await codeOf(redox.send(note())), 'upload-failed');
    assert.equal(count('/upload') + count('/endpoint'), 4);
  });

  for (const [what, failure] of [
    ['an error within Redox', { kind: 'status', status: 502 }],
    ['a cut connection', { kind: 'drop-before' }],
    ['a cut connection after it was given', { kind: 'drop-after' }],
    ['a page of HTML', { kind: 'nonsense', status: 200, body: '<html>' }],
  ] as const)
    test(`is asked for again after ${what}, with another assertion`, async t => {
      const { redox, fail, count } = await connect(t);
      await fail({ on: 'token', ...failure, times: 2 });
      await redox.send(note());
      assert.equal(count(TOKEN), 3);
    });

  test('that Redox gives later is waited for as long as Redox says', async t => {
    const { redox, fail } = await connect(t, { retries: 0 });
    await fail({ on: 'token', kind: 'status', status: 429 });
    const { code, retryAfter } = await errorOf(redox.send(note()));
    assert.deepEqual([code, retryAfter], ['rate-limited', 1]);
  });

  test('is refused in words of which none goes on, because they may repeat our key', async t => {
    const { redox, fail } = await connect(t);
    const body = JSON.stringify({ error: 'no client for eyJhbGciOiJSUzM4NCJ9' });
    await fail({ on: 'token', kind: 'nonsense', status: 401, body });
    assert.match((await errorOf(redox.send(note()))).detail, /token endpoint answered 401$/);
  });

  for (const [legacy, path] of [
    [false, TOKEN],
    [true, '/auth/authenticate'],
  ] as const)
    test(`is not asked for again where Redox refuses our key, by ${path}, and nothing is sent`, async t => {
      const { redox, fail, count } = await connect(t, {}, { legacy });
      await fail({ on: 'token', kind: 'status', status: 401 });
      assert.match((await errorOf(redox.send(note()))).detail, /token endpoint answered 401 invalid_client/);
      assert.deepEqual([count(path), count('/endpoint')], [1, 0]);
    });
});

describe('an answer of the token endpoint', () => {
  const unusable: [what: string, body: unknown][] = [
    ['no token', {}],
    ['a number', { access_token: 1, expires_in: 300 }],
    ['an empty text', { access_token: '', expires_in: 300 }],
    ['a token with line breaks', { access_token: 'abc\r\nX-Injected: 1', expires_in: 300 }],
    ['a token that no header could carry', { access_token: 'x'.repeat(9000), expires_in: 300 }],
    ['a list', [{ access_token: 'abc' }]],
    ['null', null],
  ];
  for (const [what, body] of unusable)
    test(`with ${what} gives none, and nothing is sent`, async t => {
      const { redox, fail, count } = await connect(t);
      await fail({ on: 'token', kind: 'nonsense', status: 200, body: JSON.stringify(body) });
      const error = await errorOf(redox.send(note()));
      assert.equal(error.code, 'upload-failed');
      assert.match(error.detail, /answered 200 without a usable token/);
      assert.equal(count('/endpoint'), 0);
      await redox.send(note());
    });

  for (const expires_in of [-1, 0, '300', '-5', 'soon', null, 1e300, undefined])
    test(`with expires_in ${expires_in} gives a token that is used more than once`, async t => {
      const { redox, fail, count, sandbox } = await connect(t);
      await fail({ on: 'endpoint', kind: 'nonsense', status: 200, body: '{"Meta":{"Logs":[]}}', times: 2 });
      const body = JSON.stringify({ access_token: 'abc.def~1', expires_in });
      await fail({ on: 'token', kind: 'nonsense', status: 200, body });
      await redox.send(note());
      await redox.send(note());
      assert.equal(count(TOKEN), 1);
      assert.deepEqual((await received(sandbox)).messages, []);
    });

  for (const expires of [undefined, 'tomorrow', 12, '1999-12-31T00:00:00Z'])
    test(`for a legacy key with expires ${expires} gives a token that is used more than once`, async t => {
      const { redox, fail, count } = await connect(t, {}, { legacy: true });
      await fail({ on: 'endpoint', kind: 'nonsense', status: 200, body: '{"Meta":{"Logs":[]}}', times: 2 });
      const body = JSON.stringify({ accessToken: 'abc', expires, refreshToken: 7 });
      await fail({ on: 'token', kind: 'nonsense', status: 200, body });
      await redox.send(note());
      await redox.send(note());
      assert.equal(count('/auth/authenticate'), 1);
    });

  test('to a refresh that brings no usable token is followed by the secret', async t => {
    const { redox, fail, count, sandbox } = await connect(t, {}, { legacy: true });
    await redox.send(note());
    await fail({ on: 'token', kind: 'nonsense', status: 200, body: '{"accessToken": "a b"}' });
    await fetch(sandbox.url('/tokens'), { method: 'DELETE' });
    await redox.send(note());
    assert.deepEqual([count('/auth/authenticate'), count('/auth/refreshToken')], [2, 1]);
  });
});
