import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { SPENDING_WINDOW, type Spent, waitUntilItFits } from '../../src/proxy/allowance.js';
import type { Limits } from '../../src/proxy/index.js';
import { openFileStorage } from '../../src/proxy/uploads/file-storage.js';
import { received } from '../sandbox/client.js';
import { base64, someBytes } from '../sandbox/messages.js';
import { auditOf, fault, grantFor, problemOf, startProxy, TUS, unboundMessage } from './setup.js';

const HOUR = 3_600_000;
const withLimits = (limits: Limits) => ({
  authorize: (request: Request) => ({ ...grantFor(request.headers.get('x-user') ?? ''), limits }),
});
const message = (size: number) => unboundMessage('Notes', { base64: base64(someBytes(size)) });

describe('the limits of an hour', () => {
  test('hold for uploads that are created at once, for each user alone', async t => {
    const { signIn } = await startProxy(t, withLimits({ filesPerHour: 3 }));
    const create = async (user: Awaited<ReturnType<typeof signIn>>) =>
      user.call('POST', 'uploads', { ...TUS, 'upload-length': '10' });
    const user = await signIn('user-1');
    const answers = await Promise.all(Array.from({ length: 10 }, () => create(user)));
    assert.deepEqual(answers.map(({ status }) => status).sort(), [201, 201, 201, ...Array(7).fill(429)]);
    const refused = answers.find(({ status }) => status === 429);
    assert.equal(refused && (await problemOf(refused)).code, 'rate-limited');
    const wait = Number(refused?.headers.get('retry-after'));
    assert.ok(wait > 3500 && wait <= 3600, `${wait}`);
    assert.equal((await create(await signIn('user-2'))).status, 201);
  });

  test('hold for a new token, for a proxy that was started anew, and end with the hour', async t => {
    const options = withLimits({ filesPerHour: 1 });
    const { signIn, proxy, dataDir, redox } = await startProxy(t, options);
    const create = async (from: typeof signIn) =>
      (await (await from()).call('POST', 'uploads', { ...TUS, 'upload-length': '10' })).status;
    assert.equal(await create(signIn), 201);
    assert.equal(await create(signIn), 429);
    await proxy.close();
    const second = await startProxy(t, { ...options, dataDir, redox });
    assert.equal(await create(second.signIn), 429);
    t.mock.timers.enable({ apis: ['Date'], now: Date.now() + HOUR });
    assert.equal(await create(second.signIn), 201);
  });

  test('count bytes of uploads and of embedded files together, and nothing of what was refused', async t => {
    const { sandbox, signIn, proxy } = await startProxy(t, withLimits({ bytesPerHour: 10_000 }));
    const user = await signIn();
    assert.equal((await user.call('POST', 'uploads', { ...TUS, 'upload-length': '6000' })).status, 201);
    assert.equal((await user.send(message(4001))).status, 429);
    assert.equal((await user.send(message(4000))).status, 200);
    assert.equal((await user.send(message(1))).status, 429);
    assert.equal((await user.call('POST', 'uploads', { ...TUS, 'upload-length': '1' })).status, 429);
    assert.equal((await received(sandbox)).messages.length, 1);
    assert.equal((await auditOf(proxy)).length, 2, 'who asks too often does not fill the audit trail');
  });

  test('count an upload once whose creation is repeated, and one that was deleted and made again twice', async t => {
    const { signIn } = await startProxy(t, withLimits({ filesPerHour: 2 }));
    const user = await signIn();
    const headers = { ...TUS, 'upload-length': '10', 'idempotency-key': crypto.randomUUID() };
    const create = () => user.call('POST', 'uploads', headers);
    const answers = await Promise.all([create(), create(), create()]);
    assert.deepEqual(
      answers.map(({ status }) => status),
      [201, 201, 201],
    );
    const path = answers[0]?.headers.get('location') ?? '';
    for (const status of [201, 429]) {
      assert.equal((await user.call('DELETE', path, TUS)).status, 204);
      assert.equal((await create()).status, status);
      if (status === 429) assert.equal((await user.call('HEAD', path, TUS)).status, 404);
    }
  });

  test('count an upload once that the storage did not take at first', async t => {
    const folder = await mkdtemp(join(tmpdir(), 'redox-storage-'));
    t.after(() => rm(folder, { recursive: true }));
    const storage = openFileStorage(folder);
    const { signIn } = await startProxy(t, { ...withLimits({ filesPerHour: 1 }), storage });
    const user = await signIn();
    const headers = { ...TUS, 'upload-length': '10', 'idempotency-key': crypto.randomUUID() };
    const create = async () => (await user.call('POST', 'uploads', headers)).status;
    const full = t.mock.method(storage, 'create', async () => {
      throw new Error('The storage is full');
    });
    for (const status of [500, 500, 500]) assert.equal(await create(), status);
    full.mock.restore();
    for (const status of [201, 201]) assert.equal(await create(), status);
    headers['idempotency-key'] = crypto.randomUUID();
    assert.equal(await create(), 429);
  });

  test('count a message once, however often it is tried, and never keep its answer from it', async t => {
    const { sandbox, signIn } = await startProxy(t, withLimits({ filesPerHour: 1 }));
    const user = await signIn();
    const key = crypto.randomUUID();
    const same = message(10);
    await fault(sandbox, { on: 'endpoint', kind: 'status', status: 400, times: 2 });
    for (const status of [422, 422, 200, 200]) assert.equal((await user.send(same, key)).status, status);
    assert.equal((await user.send(message(10))).status, 429);
    t.mock.timers.enable({ apis: ['Date'], now: Date.now() + HOUR });
    assert.equal((await (await signIn()).send(same, key)).status, 200);
    assert.equal((await received(sandbox)).messages.length, 1);
  });

  test('make the largest file, and what the token says of it, no larger than themselves', async t => {
    const { signIn } = await startProxy(t, { ...withLimits({ bytesPerHour: 5000 }), limits: { bytesPerHour: 7000 } });
    const user = await signIn();
    const answer = await user.call('POST', 'uploads', { ...TUS, 'upload-length': '5001' });
    assert.equal(answer.status, 413);
    assert.equal((await user.send(message(5001))).status, 429);
  });
});

describe('the wait until something fits', () => {
  const now = 10 * SPENDING_WINDOW;
  const spent = (minutesAgo: number, bytes: number, kind: Spent['kind'] = 'upload'): Spent => ({
    id: `${minutesAgo}`,
    kind,
    bytes,
    at: now - minutesAgo * 60_000,
  });
  const wait = (earlier: Spent[], bytes: number, files: number, most: number) =>
    waitUntilItFits(earlier, { id: 'new', kind: 'upload', bytes }, { files, bytes: most }, now) / 60_000;

  test('is none as long as there is room, whatever the order', () => {
    assert.equal(wait([], 10, 1, 10), 0);
    assert.equal(wait([spent(5, 4), spent(50, 4), spent(20, 1)], 1, 4, 10), 0);
  });

  test('ends when the oldest that is too much is an hour old', () => {
    assert.equal(wait([spent(5, 1), spent(50, 1), spent(20, 1)], 1, 3, 10), 10);
    assert.equal(wait([spent(5, 1), spent(50, 1), spent(20, 1)], 1, 2, 10), 40);
    assert.equal(wait([spent(5, 5), spent(50, 1), spent(20, 3)], 5, 10, 10), 40);
    assert.equal(wait([spent(60, 5), spent(70, 5)], 10, 1, 10), 0);
  });

  test('does not come from files of the other kind', () => {
    assert.equal(wait([spent(5, 1, 'send'), spent(50, 1, 'send')], 1, 1, 10), 0);
    assert.equal(wait([spent(5, 10, 'send')], 1, 1, 10), 55);
  });

  test('counts nothing from a future that a wrong clock has seen, but for what may be an hour old by another', () => {
    assert.equal(wait([spent(-60, 10), spent(-1_000_000, 10)], 10, 1, 10), 0);
    assert.equal(wait([spent(-1, 10)], 1, 1, 10), 61);
  });

  test('is the whole hour for what never fits', () => {
    assert.equal(wait([], 11, 1, 10), 60);
    assert.equal(wait([spent(5, 1)], 11, 1, 10), 60);
  });
});
