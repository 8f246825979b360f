import assert from 'node:assert/strict';
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { received } from '../sandbox/client.js';
import { sha256, someBytes } from '../sandbox/messages.js';
import { openOwnLedger } from './own-ledger.js';
import { PATCH, startProxy, TUS, type User } from './setup.js';

describe('an upload', () => {
  test('is one and the same for all creations under one key, wherever it has got to, but for its owner alone', async t => {
    const { dataDir, sandbox, signIn } = await startProxy(t);
    const [user, other] = [await signIn('user-1'), await signIn('user-2')];
    const key = { 'idempotency-key': crypto.randomUUID() };
    const create = (from: User, size = 30) =>
      from.call('POST', 'uploads', { ...TUS, ...key, 'upload-length': String(size) });
    const first = await Promise.all([create(user), create(user), create(user)]);
    const [path, ...same] = first.map(({ headers }) => headers.get('location') ?? '');
    assert.deepEqual([first[0]?.status, ...same], [201, path, path]);
    assert.notEqual((await create(other)).headers.get('location'), path);
    assert.deepEqual((await readdir(join(dataDir, 'uploads'))).length, 4);
    assert.equal((await create(user, 31)).status, 422);

    const bytes = someBytes(30);
    await user.call('PATCH', path ?? '', { ...PATCH, 'upload-offset': '0' }, bytes.subarray(0, 20));
    const later = await create(user);
    assert.deepEqual([later.status, later.headers.get('location')], [201, path]);
    assert.deepEqual([later.headers.get('upload-offset'), later.headers.get('upload-length')], ['20', '30']);
    await user.call('PATCH', path ?? '', { ...PATCH, 'upload-offset': '20' }, bytes.subarray(20));
    assert.equal((await user.commit(path ?? '', { sha256: sha256(bytes) })).status, 201);
    assert.equal((await create(user)).headers.get('upload-offset'), '30');
    assert.equal((await received(sandbox)).files.length, 1);
  });

  test('stays with Redox when its creation is repeated at the very moment of its commit', async t => {
    const ledger = await openOwnLedger(t);
    let meanwhile = async (): Promise<void> => undefined;
    const upload: typeof ledger.upload = async id => {
      const record = await ledger.upload(id);
      const once = meanwhile;
      meanwhile = async () => undefined;
      await once();
      return record;
    };
    const { signIn } = await startProxy(t, { database: { ...ledger, upload } });
    const user = await signIn();
    const bytes = someBytes(30);
    const headers = { ...PATCH, 'idempotency-key': crypto.randomUUID(), 'upload-length': '30' };
    const path = (await user.call('POST', 'uploads', headers, bytes)).headers.get('location') ?? '';
    const commit = async () => (await user.commit(path, { sha256: sha256(bytes) })).json();
    let first: unknown;
    meanwhile = async () => {
      first = await commit();
    };
    const again = await user.call('POST', 'uploads', { ...headers, ...TUS });
    assert.deepEqual([again.status, again.headers.get('upload-offset')], [201, '30']);
    assert.ok(first);
    assert.deepEqual(await commit(), first);
  });

  test('is made whole under its key when a process was killed in the middle of its creation', async t => {
    const { dataDir, signIn } = await startProxy(t);
    const user = await signIn();
    const headers = { ...TUS, 'idempotency-key': crypto.randomUUID(), 'upload-length': '30' };
    const path = (await user.call('POST', 'uploads', headers)).headers.get('location') ?? '';
    const id = path.slice('uploads/'.length);
    for (const name of [id, `${id}.json`]) {
      await rm(join(dataDir, 'uploads', name));
      assert.equal((await user.call('POST', 'uploads', headers)).headers.get('location'), path);
      assert.equal((await user.call('HEAD', path, TUS)).headers.get('upload-offset'), '0');
    }
  });

  test('under a key goes on where the body of its creation broke off', async t => {
    const { dataDir, signIn } = await startProxy(t);
    const user = await signIn();
    const bytes = someBytes(30);
    const headers = { 'idempotency-key': crypto.randomUUID(), 'upload-length': '30' };
    const sizes = async () => {
      const names = await readdir(join(dataDir, 'uploads'));
      return Promise.all(names.map(async name => (await stat(join(dataDir, 'uploads', name))).size));
    };
    const broken = () =>
      new ReadableStream({
        async start(controller) {
          controller.enqueue(bytes.subarray(0, 20));
          while (!(await sizes()).includes(20)) await new Promise(setImmediate);
          controller.error(new Error('The connection is gone'));
        },
      });
    assert.equal((await user.call('POST', 'uploads', { ...PATCH, 'upload-length': '30' }, broken())).ok, false);
    assert.deepEqual(await sizes(), [], 'without a key nobody can go on with it');
    assert.equal((await user.call('POST', 'uploads', { ...PATCH, ...headers }, broken())).ok, false);
    const again = await user.call('POST', 'uploads', { ...TUS, ...headers });
    assert.deepEqual([again.status, again.headers.get('upload-offset')], [201, '20']);
    const path = again.headers.get('location') ?? '';
    await user.call('PATCH', path, { ...PATCH, 'upload-offset': '20' }, bytes.subarray(20));
    assert.equal((await user.commit(path, { sha256: sha256(bytes) })).status, 201);
  });

  test('is not made under a key that is no UUID', async t => {
    const { signIn } = await startProxy(t);
    const headers = { ...TUS, 'upload-length': '30', 'idempotency-key': 'consent.pdf' };
    assert.equal((await (await signIn()).call('POST', 'uploads', headers)).status, 400);
  });
});
