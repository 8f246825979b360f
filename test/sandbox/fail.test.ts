import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  authorize,
  errorOf,
  postJson,
  received,
  requestToken,
  send,
  signAssertion,
  tokenForm,
  upload,
} from './client.js';
import { base64, messageWith, pdf, someBytes } from './messages.js';
import { type ServedSandbox, serveSandbox } from './serve.js';

const fault = async (sandbox: ServedSandbox, body: unknown) => (await postJson(sandbox, '/faults', body)).status;

const note = () => messageWith('Notes', { base64: base64(someBytes(10)) });

/** How long a call takes, in milliseconds. */
async function duration(call: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await call();
  return performance.now() - start;
}

describe('a fault', () => {
  test('of the kind "status" answers the next calls of its kind in the shape of its endpoint', async t => {
    const sandbox = await serveSandbox(t);
    const headers = await authorize(sandbox);
    for (const on of ['token', 'upload', 'endpoint'])
      assert.equal(await fault(sandbox, { on, kind: 'status', status: 502, times: 2 }), 201);
    const form = tokenForm(await signAssertion(sandbox, sandbox.credentials));
    for (let times = 0; times < 2; times++) {
      const answers = [
        await requestToken(sandbox, form),
        await upload(sandbox, pdf(10), headers),
        await send(sandbox, note(), headers),
      ];
      assert.deepEqual(
        answers.map(({ status }) => status),
        [502, 502, 502],
      );
      const [token, uploading, sending] = await Promise.all(answers.map(errorOf));
      assert.equal(token?.error, 'server_error');
      assert.ok(uploading?.errorDetail);
      assert.equal(typeof sending?.Meta?.Errors[0]?.Text, 'string');
    }
    assert.deepEqual(await received(sandbox), { files: [], messages: [] });
    assert.equal((await requestToken(sandbox, form)).status, 200);
    assert.equal((await upload(sandbox, pdf(10), headers)).status, 201);
    assert.equal((await send(sandbox, note(), headers)).status, 200);
  });

  test('on "token" is one on legacy tokens, too', async t => {
    const sandbox = await serveSandbox(t);
    const { apiKey, secret } = sandbox.credentials;
    const authenticate = async () => (await postJson(sandbox, '/auth/authenticate', { apiKey, secret })).status;
    await fault(sandbox, { on: 'token', kind: 'status', status: 503 });
    assert.equal(await authenticate(), 503);
    assert.equal(await authenticate(), 200);
  });

  test('with status 429 says when to come again and what the limit is', async t => {
    const sandbox = await serveSandbox(t);
    await fault(sandbox, { on: 'upload', kind: 'status', status: 429 });
    const answer = await upload(sandbox, pdf(10), await authorize(sandbox));
    assert.equal(answer.status, 429);
    assert.equal(answer.headers.get('x-ratelimit-limit'), '10000');
    assert.equal(answer.headers.get('retry-after'), '1');
  });

  test('of the kind "drop-before" cuts the connection with nothing done', async t => {
    const sandbox = await serveSandbox(t);
    const headers = await authorize(sandbox);
    for (const on of ['token', 'upload', 'endpoint']) await fault(sandbox, { on, kind: 'drop-before' });
    const form = tokenForm(await signAssertion(sandbox, sandbox.credentials));
    await assert.rejects(requestToken(sandbox, form), TypeError);
    await assert.rejects(upload(sandbox, pdf(2_000_000), headers), TypeError);
    await assert.rejects(send(sandbox, note(), headers), TypeError);
    assert.deepEqual(await received(sandbox), { files: [], messages: [] });
    assert.equal((await requestToken(sandbox, form)).status, 200);
  });

  test('of the kind "drop-after" does everything and then cuts the connection', async t => {
    const sandbox = await serveSandbox(t);
    const headers = await authorize(sandbox);
    for (const on of ['token', 'upload', 'endpoint']) await fault(sandbox, { on, kind: 'drop-after' });
    const form = tokenForm(await signAssertion(sandbox, sandbox.credentials));
    await assert.rejects(requestToken(sandbox, form), TypeError);
    await assert.rejects(upload(sandbox, pdf(2_000_000), headers), TypeError);
    await assert.rejects(send(sandbox, note(), headers), TypeError);
    const { files, messages } = await received(sandbox);
    assert.deepEqual([files.length, messages.length], [1, 1]);
    const again = await requestToken(sandbox, form);
    assert.match((await errorOf(again)).error_description ?? '', /used before/);
  });

  test('of the kind "delay" answers late', async t => {
    const sandbox = await serveSandbox(t);
    const headers = await authorize(sandbox);
    await fault(sandbox, { on: 'endpoint', kind: 'delay', ms: 300 });
    const late = await duration(async () => assert.equal((await send(sandbox, note(), headers)).status, 200));
    assert.ok(late >= 299, `${late} ms`);
  });

  test('of the kind "throttle" takes the body in slowly, and whole', async t => {
    const sandbox = await serveSandbox(t);
    const headers = await authorize(sandbox);
    await fault(sandbox, { on: 'upload', kind: 'throttle', ms: 100 });
    const slow = await duration(async () =>
      assert.equal((await upload(sandbox, pdf(4 * 64 * 1024), headers)).status, 201),
    );
    assert.ok(slow >= 350, `${slow} ms`);
    assert.equal((await received(sandbox)).files[0]?.size, 4 * 64 * 1024);
  });

  test('of the kind "nonsense" does nothing and answers as it is told to', async t => {
    const sandbox = await serveSandbox(t);
    const headers = await authorize(sandbox);
    const page = { status: 201, headers: { 'content-type': 'text/html', 'retry-after': '7' }, body: '<p>Hello</p>' };
    await fault(sandbox, { on: 'upload', kind: 'nonsense', ...page });
    await fault(sandbox, { on: 'upload', kind: 'nonsense', status: 200, body: 'ab', size: 1_000_001 });
    await fault(sandbox, { on: 'upload', kind: 'nonsense', status: 204 });
    const first = await upload(sandbox, pdf(10), headers);
    assert.equal(first.status, 201);
    assert.equal(first.headers.get('content-type'), 'text/html');
    assert.equal(first.headers.get('retry-after'), '7');
    assert.equal(await first.text(), '<p>Hello</p>');
    const huge = await (await upload(sandbox, pdf(10), headers)).text();
    assert.equal(huge, `${'ab'.repeat(500_000)}a`);
    assert.equal((await upload(sandbox, pdf(10), headers)).status, 204);
    assert.deepEqual((await received(sandbox)).files, []);
  });

  test('of the kind "trickle" does everything and answers byte by byte', async t => {
    const sandbox = await serveSandbox(t);
    const headers = await authorize(sandbox);
    await fault(sandbox, { on: 'upload', kind: 'trickle', ms: 5 });
    const slow = await duration(async () => {
      const answer = await upload(sandbox, pdf(10), headers);
      assert.equal(answer.status, 201);
      const { URI } = (await answer.json()) as { URI: string };
      assert.equal((await received(sandbox)).files[0]?.uri, URI);
    });
    assert.ok(slow >= 250, `${slow} ms`);
  });

  test('happens in its turn, and leaves other kinds of call alone', async t => {
    const sandbox = await serveSandbox(t);
    const headers = await authorize(sandbox);
    await fault(sandbox, { on: 'endpoint', kind: 'status', status: 500 });
    await fault(sandbox, { on: 'upload', kind: 'status', status: 504 });
    await fault(sandbox, { on: 'endpoint', kind: 'status', status: 401 });
    const statuses = [];
    for (let times = 0; times < 3; times++) statuses.push((await send(sandbox, note(), headers)).status);
    assert.deepEqual(statuses, [500, 401, 200]);
    assert.equal((await upload(sandbox, pdf(10), headers)).status, 504);
  });
});
