import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, stat, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { openFileStorage } from '../../src/proxy/uploads/file-storage.js';
import { sha256, someBytes } from '../sandbox/messages.js';
import { PATCH, problemOf, startProxy, TUS } from './setup.js';

const metadata = `filename ${Buffer.from('Musterfrau HIV.pdf').toString('base64')},filetype ${Buffer.from('application/pdf').toString('base64')}`;

describe('an upload', () => {
  test('can be sent in pieces, and the proxy tells how far it has got', async t => {
    const { signIn } = await startProxy(t);
    const user = await signIn();
    const created = await user.call('POST', 'uploads', { ...TUS, 'upload-length': '10' });
    assert.equal(created.status, 201);
    const path = created.headers.get('location') ?? '';
    assert.match(path, /^uploads\/[\da-f]{32}$/);
    const lifetime = Date.parse(created.headers.get('upload-expires') ?? '') - Date.now();
    assert.ok(lifetime > 23 * 3_600_000 && lifetime <= 24 * 3_600_000);
    const first = await user.call('PATCH', path, { ...PATCH, 'upload-offset': '0' }, someBytes(4));
    assert.equal(first.status, 204);
    assert.equal(first.headers.get('upload-offset'), '4');
    const head = await user.call('HEAD', path, TUS);
    assert.equal(head.status, 200);
    assert.equal(head.headers.get('upload-offset'), '4');
    assert.equal(head.headers.get('upload-length'), '10');
    assert.equal(head.headers.get('tus-resumable'), '1.0.0');
    assert.equal(await head.text(), '');
    const wrong = await user.call('PATCH', path, { ...PATCH, 'upload-offset': '5' }, someBytes(4));
    assert.equal(wrong.status, 409);
    assert.equal((await problemOf(wrong)).code, 'upload-failed');
  });

  test('may bring its first bytes with its creation', async t => {
    const { signIn } = await startProxy(t);
    const user = await signIn();
    const bytes = someBytes(100);
    const created = await user.call('POST', 'uploads', { ...PATCH, 'upload-length': '100' }, bytes);
    assert.equal(created.status, 201);
    assert.equal(created.headers.get('upload-offset'), '100');
    const path = created.headers.get('location') ?? '';
    assert.equal((await user.commit(path, { sha256: sha256(bytes) })).status, 201);
  });

  test('has a location relative to its request, with a slash at the end or without', async t => {
    const { signIn } = await startProxy(t);
    const user = await signIn();
    for (const path of ['uploads', 'uploads/']) {
      const created = await user.call('POST', path, { ...TUS, 'upload-length': '10' });
      const url = new URL(created.headers.get('location') ?? '', `http://portal.test/any/mount/${path}`);
      assert.match(url.pathname, /^\/any\/mount\/uploads\/[\da-f]{32}$/);
    }
  });

  test('lies on disk under an opaque name that nobody else may read, without its metadata', async t => {
    const { dataDir, signIn } = await startProxy(t);
    const user = await signIn();
    const created = await user.call('POST', 'uploads', { ...TUS, 'upload-length': '9', 'upload-metadata': metadata });
    assert.equal(created.status, 201);
    const path = created.headers.get('location') ?? '';
    await user.call('PATCH', path, { ...PATCH, 'upload-offset': '0' }, someBytes(9));
    assert.equal((await user.call('HEAD', path, TUS)).headers.get('upload-metadata'), null);
    const folder = join(dataDir, 'uploads');
    assert.equal((await stat(folder)).mode & 0o777, 0o700);
    assert.equal((await stat(join(dataDir, 'ledger'))).mode & 0o777, 0o700);
    const id = path.slice('uploads/'.length);
    assert.deepEqual((await readdir(folder)).sort(), [id, `${id}.json`]);
    for (const name of [id, `${id}.json`]) {
      assert.equal((await stat(join(folder, name))).mode & 0o777, 0o600);
      assert.doesNotMatch(await readFile(join(folder, name), 'latin1'), /Musterfrau|TXVzdGVyZnJhd|user-1/);
    }
  });

  test('is refused when it is empty, too large for the options or the grant, or of unknown size', async t => {
    const { signIn } = await startProxy(t, {
      limits: { maxSize: 5000 },
      authorize: request => ({
        subject: 'user-1',
        limits: { maxSize: request.headers.get('x-user') === 'small' ? 1000 : 9000 },
      }),
    });
    const refused: [user: string, length: string, status: number, code: string][] = [
      ['large', '5001', 413, 'file-too-large'],
      ['small', '1001', 413, 'file-too-large'],
      ['large', '0', 400, 'file-empty'],
      ['large', '1e3', 400, 'upload-failed'],
      ['large', '-1', 400, 'upload-failed'],
      ['large', '', 400, 'upload-failed'],
    ];
    for (const [name, length, status, code] of refused) {
      const user = await signIn(name);
      const answer = await user.call('POST', 'uploads', { ...TUS, 'upload-length': length });
      assert.equal(answer.status, status, `${name} ${length}`);
      assert.equal((await problemOf(answer)).code, code);
    }
    assert.equal(
      (await (await signIn('large')).call('POST', 'uploads', { ...TUS, 'upload-length': '5000' })).status,
      201,
    );
    const deferred = await (await signIn('large')).call('POST', 'uploads', { ...TUS, 'upload-defer-length': '1' });
    assert.equal(deferred.status, 400);
  });

  test('takes no more bytes than it was created for', async t => {
    const { signIn } = await startProxy(t);
    const user = await signIn();
    const created = await user.call('POST', 'uploads', { ...TUS, 'upload-length': '10' });
    const path = created.headers.get('location') ?? '';
    const answer = await user.call('PATCH', path, { ...PATCH, 'upload-offset': '0' }, someBytes(1000));
    assert.equal(answer.status, 413);
    assert.equal((await problemOf(answer)).code, 'file-too-large');
  });

  test('is gone for ever when its owner deletes it', async t => {
    const { dataDir, signIn } = await startProxy(t);
    const user = await signIn();
    const path = await user.upload(someBytes(100));
    assert.equal((await user.call('DELETE', path, TUS)).status, 204);
    assert.deepEqual(await readdir(join(dataDir, 'uploads')), []);
    const again = await user.call('DELETE', path, TUS);
    assert.equal(again.status, 404);
    assert.equal((await problemOf(again)).code, 'upload-expired');
    assert.equal((await user.call('HEAD', path, TUS)).status, 404);
    assert.equal((await user.commit(path, { sha256: sha256(someBytes(100)) })).status, 404);
  });

  test('is 410 when its time is over, and swept away when the proxy starts', async t => {
    const { signIn, dataDir, proxy } = await startProxy(t);
    const user = await signIn();
    const path = await user.upload(someBytes(100));
    t.mock.timers.enable({ apis: ['Date'], now: Date.now() + 24 * 3_600_000 + 1000 });
    const late = await signIn();
    const head = await late.call('HEAD', path, TUS);
    assert.equal(head.status, 410);
    const patch = await late.call('PATCH', path, { ...PATCH, 'upload-offset': '100' }, new Uint8Array());
    assert.equal(patch.status, 410);
    assert.equal((await problemOf(patch)).code, 'upload-expired');
    await proxy.close();
    const next = await startProxy(t, { dataDir });
    await next.proxy.close();
    assert.deepEqual(await readdir(join(dataDir, 'uploads')), []);
  });

  test('that cannot be stored is an error of the proxy, to be tried again, and the log says why', async t => {
    const { dataDir, signIn, log } = await startProxy(t);
    const user = await signIn();
    const created = await user.call('POST', 'uploads', { ...TUS, 'upload-length': '20000000' });
    const path = created.headers.get('location') ?? '';
    const file = join(dataDir, path);
    await rm(file);
    await symlink('/dev/full', file);
    // There is more of it to come when the first pieces are not taken.
    const piece = someBytes(100_000);
    const body = new ReadableStream({ pull: controller => controller.enqueue(piece) });
    const answer = await user.call('PATCH', path, { ...PATCH, 'upload-offset': '0' }, body);
    assert.equal(answer.status, 500);
    assert.equal((await problemOf(answer)).code, 'upload-failed');
    assert.match(log(), /"errorCode":"ENOSPC"/);
  });

  test('that cannot be looked up just now is not gone for its client', async t => {
    const folder = await mkdtemp(join(tmpdir(), 'redox-uploads-'));
    t.after(() => rm(folder, { recursive: true, force: true }));
    const storage = openFileStorage(folder);
    const { signIn } = await startProxy(t, { storage });
    const user = await signIn();
    const bytes = someBytes(30);
    const headers = { ...PATCH, 'idempotency-key': crypto.randomUUID(), 'upload-length': '30' };
    const path = (await user.call('POST', 'uploads', headers, bytes)).headers.get('location') ?? '';
    const broken = t.mock.method(storage, 'getUpload', async () => {
      throw Object.assign(new Error('The disk'), { code: 'EIO' });
    });
    assert.equal((await user.commit(path, { sha256: sha256(bytes) })).status, 500);
    assert.equal((await user.call('POST', 'uploads', { ...headers, ...TUS })).status, 500);
    broken.mock.restore();
    assert.equal((await user.call('HEAD', path, TUS)).headers.get('upload-offset'), '30');
    assert.equal((await user.commit(path, { sha256: sha256(bytes) })).status, 201);
  });

  test('that cannot be deleted just now is its owner’s until it can', async t => {
    const folder = await mkdtemp(join(tmpdir(), 'redox-uploads-'));
    t.after(() => rm(folder, { recursive: true, force: true }));
    const storage = openFileStorage(folder);
    const { signIn } = await startProxy(t, { storage });
    const user = await signIn();
    const path = await user.upload(someBytes(30));
    const broken = t.mock.method(storage, 'remove', async () => {
      throw new Error('It is in use');
    });
    assert.equal((await user.call('DELETE', path, TUS)).status, 500);
    broken.mock.restore();
    assert.equal((await user.call('DELETE', path, TUS)).status, 204);
    assert.deepEqual(await readdir(folder), []);
  });

  test('is answered with a problem, not with the text of a library, whatever the client gets wrong', async t => {
    const { signIn } = await startProxy(t);
    const user = await signIn();
    const path = (await user.call('POST', 'uploads', { ...TUS, 'upload-length': '10' })).headers.get('location') ?? '';
    const wrong: [headers: Record<string, string>, status: number][] = [
      [{ ...PATCH, 'upload-offset': '0', 'tus-resumable': '0.2.2' }, 400],
      [{ 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' }, 412],
      [{ ...TUS, 'upload-offset': '0', 'content-type': 'text/plain' }, 400],
      [PATCH, 400],
    ];
    for (const [headers, status] of wrong) {
      const answer = await user.call('PATCH', path, headers, someBytes(10));
      assert.equal(answer.status, status);
      assert.equal(answer.headers.get('content-type'), 'application/problem+json');
      assert.equal(answer.headers.get('tus-resumable'), '1.0.0');
      assert.equal((await problemOf(answer)).code, 'upload-failed');
    }
    const parallel = { ...TUS, 'upload-length': '10', 'upload-concat': 'partial' };
    assert.equal((await user.call('POST', 'uploads', parallel)).status, 501);
  });
});
