import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Problem } from '../../src/protocol/index.js';
import { received } from '../sandbox/client.js';
import { base64, sha256, someBytes } from '../sandbox/messages.js';
import { kill, messageOf, prepare, type RunningProxy, startProcess } from './processes.js';
import { fault, JSON_TYPE, PATCH, TUS, unboundMessage } from './setup.js';

const bytes = someBytes(300_000);

const startTwo = async (t: Parameters<typeof prepare>[0], options: Parameters<typeof startProcess>[1]) =>
  Promise.all([startProcess(t, options), startProcess(t, options)]);

/** Five at once, by both in turn. */
const fiveTimes = (proxies: readonly RunningProxy[], request: (proxy: RunningProxy) => Promise<Response>) =>
  Promise.all(Array.from({ length: 5 }, (_, at) => request(proxies[at % proxies.length] as RunningProxy)));

function oneMessage() {
  const headers = { ...JSON_TYPE, 'idempotency-key': crypto.randomUUID() };
  const body = JSON.stringify(unboundMessage('Notes', { base64: base64(someBytes(100)) }));
  return ({ call }: RunningProxy) => call('POST', 'messages', headers, body);
}

describe('two processes on one ledger', () => {
  test('send a message once that comes five times at once to both, and all get the answer', async t => {
    const options = await prepare(t);
    const proxies = await startTwo(t, options);
    await fault(options.sandbox, { on: 'endpoint', kind: 'delay', ms: 500 });
    const answers = await fiveTimes(proxies, oneMessage());
    assert.deepEqual(
      answers.map(({ status }) => status),
      [200, 200, 200, 200, 200],
    );
    assert.equal(new Set(await Promise.all(answers.map(answer => answer.text()))).size, 1);
    assert.equal((await received(options.sandbox)).messages.length, 1);
  });

  test('bring an upload to Redox once that is committed five times at once by both, and all get its URI', async t => {
    const options = await prepare(t);
    const proxies = await startTwo(t, options);
    const [first, second] = proxies;
    const created = await first.call('POST', 'uploads', { ...TUS, 'upload-length': String(bytes.length) });
    const path = created.headers.get('location') ?? '';
    await second.call('PATCH', path, { ...PATCH, 'upload-offset': '0' }, bytes);
    await fault(options.sandbox, { on: 'upload', kind: 'delay', ms: 500 });
    const commit = JSON.stringify({ name: 'consent.pdf', type: 'application/pdf', sha256: sha256(bytes) });
    const answers = await fiveTimes(proxies, ({ call }) => call('POST', `${path}/commit`, JSON_TYPE, commit));
    assert.deepEqual(
      answers.map(({ status }) => status),
      [201, 201, 201, 201, 201],
    );
    assert.equal(new Set(await Promise.all(answers.map(answer => answer.text()))).size, 1);
    assert.equal((await received(options.sandbox)).files.length, 1);
  });

  test('allow no more together than one alone', async t => {
    const options = await prepare(t);
    const proxies = await startTwo(t, { ...options, limits: { filesPerHour: 2 } });
    const answers = await fiveTimes(proxies, ({ call }) => call('POST', 'uploads', { ...TUS, 'upload-length': '10' }));
    assert.deepEqual(answers.map(({ status }) => status).sort(), [201, 201, 429, 429, 429]);
  });

  test('do not wait for one that was killed while it was sending, and do not send in its place', async t => {
    const options = await prepare(t);
    const [first, second] = await startTwo(t, options);
    await fault(options.sandbox, { on: 'endpoint', kind: 'delay', ms: 600_000 });
    const post = oneMessage();
    const claimed = messageOf(first.child);
    const lost = assert.rejects(post(first));
    await claimed;
    const waiting = post(second);
    await kill(first.child);
    await lost;
    const answer = await waiting;
    assert.equal(answer.status, 409);
    assert.equal(((await answer.json()) as Problem).code, 'send-unconfirmed');
    assert.deepEqual((await received(options.sandbox)).messages, []);
  });
});
