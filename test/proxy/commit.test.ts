import assert from 'node:assert/strict';
import { mkdtemp, readdir, readlink, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import type { CommitResponse } from '../../src/protocol/index.js';
import { openFileStorage } from '../../src/proxy/uploads/file-storage.js';
import { received } from '../sandbox/client.js';
import { sha256, someBytes } from '../sandbox/messages.js';
import { auditOf, fault, JSON_TYPE, PATCH, problemOf, startProxy, TUS } from './setup.js';

const bytes = someBytes(200_001);
const hash = sha256(bytes);

describe('a commit', () => {
  test('brings the upload to Redox byte for byte, under the name that it gives', async t => {
    const { sandbox, signIn } = await startProxy(t);
    const user = await signIn();
    const large = someBytes(3_000_001);
    const answer = await user.commit(await user.upload(large), {
      name: 'Einwilligung Müller.pdf',
      sha256: sha256(large),
    });
    assert.equal(answer.status, 201);
    const [file, ...others] = (await received(sandbox)).files;
    assert.equal(others.length, 0);
    assert.deepEqual(await answer.json(), { URI: file?.uri, size: large.length, sha256: sha256(large) });
    assert.deepEqual(
      { name: file?.name, type: file?.type, size: file?.size, sha256: file?.sha256, source: file?.source },
      {
        name: 'Einwilligung Müller.pdf',
        type: 'application/pdf',
        size: large.length,
        sha256: sha256(large),
        source: sandbox.credentials.sourceId,
      },
    );
  });

  test('leaves nothing on disk once Redox has the file, and the upload looks complete to its client', async t => {
    const { dataDir, signIn } = await startProxy(t);
    const user = await signIn();
    const path = await user.upload(bytes);
    await user.commit(path, { sha256: hash });
    const folder = join(dataDir, 'uploads');
    assert.deepEqual(await readdir(folder), []);
    const open = (await readdir('/proc/self/fd')).map(name => readlink(`/proc/self/fd/${name}`).catch(() => ''));
    assert.deepEqual(
      (await Promise.all(open)).filter(file => file.startsWith(folder)),
      [],
    );
    const head = await user.call('HEAD', path, TUS);
    assert.equal(head.status, 200);
    assert.equal(head.headers.get('upload-offset'), String(bytes.length));
    assert.equal(head.headers.get('upload-length'), String(bytes.length));
  });

  test('is not undone where the bytes cannot be deleted just now, and they go with the next or at the next start', async t => {
    const dataDir = await mkdtemp(join(tmpdir(), 'redox-proxy-'));
    t.after(() => rm(dataDir, { recursive: true, force: true }));
    const storage = openFileStorage(join(dataDir, 'uploads'));
    const remove = storage.remove.bind(storage);
    storage.remove = async () => {
      throw Object.assign(new Error('consent.pdf is in use'), { code: 'EBUSY' });
    };
    const { proxy, redox, signIn, log } = await startProxy(t, { dataDir, storage });
    const user = await signIn();
    const path = await user.upload(bytes);
    for (const attempt of ['first', 'repeated'])
      assert.equal((await user.commit(path, { sha256: hash })).status, 201, attempt);
    const refused = await user.commit(await user.upload(bytes), { sha256: sha256(someBytes(5)) });
    assert.equal((await problemOf(refused)).code, 'integrity-mismatch');
    assert.deepEqual(
      (await auditOf(proxy)).map(({ outcome }) => outcome),
      ['begun', 'accepted', 'integrity-mismatch'],
    );
    assert.match(log(), /EBUSY/);
    assert.doesNotMatch(log(), /consent/);
    storage.remove = remove;
    const id = path.slice('uploads/'.length);
    assert.equal((await user.commit(path, { sha256: hash })).status, 201);
    const left = await readdir(join(dataDir, 'uploads'));
    assert.ok(left.length > 0 && left.every(name => !name.startsWith(id)), `${left}`);
    await proxy.close();
    const next = await startProxy(t, { dataDir, redox });
    await next.proxy.close();
    assert.deepEqual(await readdir(join(dataDir, 'uploads')), []);
  });

  test('repeated gets the same answer and uploads nothing, also from a proxy that was started anew', async t => {
    const { sandbox, dataDir, signIn, proxy, redox } = await startProxy(t);
    const user = await signIn();
    const path = await user.upload(bytes);
    const first = (await (await user.commit(path, { sha256: hash })).json()) as CommitResponse;
    const again = await user.commit(path, { sha256: hash });
    assert.equal(again.status, 201);
    assert.deepEqual(await again.json(), first);
    await proxy.close();
    const restarted = await startProxy(t, { dataDir, redox });
    const later = await (await restarted.signIn()).commit(path, { sha256: hash });
    assert.equal(later.status, 201);
    assert.deepEqual(await later.json(), first);
    assert.equal((await received(sandbox)).files.length, 1);
  });

  test('made five times at once uploads once, and all get the answer', async t => {
    const { sandbox, signIn } = await startProxy(t);
    const user = await signIn();
    const path = await user.upload(bytes);
    const answers = await Promise.all(Array.from({ length: 5 }, () => user.commit(path, { sha256: hash })));
    assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([201]));
    const bodies = new Set(await Promise.all(answers.map(answer => answer.text())));
    assert.equal(bodies.size, 1);
    assert.equal((await received(sandbox)).files.length, 1);
  });

  test('of other bytes than the client read leaves no file at Redox and none on disk', async t => {
    const { sandbox, dataDir, signIn } = await startProxy(t);
    const user = await signIn();
    const path = await user.upload(bytes);
    const answer = await user.commit(path, { sha256: sha256(someBytes(5)) });
    assert.equal(answer.status, 422);
    assert.equal((await problemOf(answer)).code, 'integrity-mismatch');
    assert.deepEqual((await received(sandbox)).files, []);
    assert.deepEqual(await readdir(join(dataDir, 'uploads')), []);
    assert.equal((await user.commit(path, { sha256: hash })).status, 404);
  });

  test('with another hash than the one that it was made with is refused', async t => {
    const { signIn } = await startProxy(t);
    const user = await signIn();
    const path = await user.upload(bytes);
    assert.equal((await user.commit(path, { sha256: hash })).status, 201);
    const other = await user.commit(path, { sha256: sha256(someBytes(5)) });
    assert.equal(other.status, 422);
    assert.equal((await problemOf(other)).code, 'integrity-mismatch');
  });

  test('of an upload that is not complete is refused, and harms nothing', async t => {
    const { signIn } = await startProxy(t);
    const user = await signIn();
    const created = await user.call('POST', 'uploads', { ...TUS, 'upload-length': String(bytes.length) });
    const path = created.headers.get('location') ?? '';
    const early = await user.commit(path, { sha256: hash });
    assert.equal(early.status, 409);
    assert.equal((await problemOf(early)).code, 'upload-failed');
    await user.call('PATCH', path, { ...PATCH, 'upload-offset': '0' }, bytes);
    assert.equal((await user.commit(path, { sha256: hash })).status, 201);
  });

  test('that is no commit is refused without a word of it in the answer', async t => {
    const { signIn } = await startProxy(t);
    const user = await signIn();
    const path = await user.upload(bytes);
    const wrong: [body: string, status: number, type?: string][] = [
      ['{"name": "Musterfrau.pdf"', 400],
      ['{"name": "Musterfrau.pdf", "type": "", "sha256": "1"}', 400],
      ['[]', 400],
      ['null', 400],
      [JSON.stringify({ name: 'Musterfrau'.repeat(2000), type: '', sha256: hash }), 413],
      [JSON.stringify({ name: 'Musterfrau.pdf', type: '', sha256: hash }), 415, 'text/plain'],
    ];
    for (const [body, status, type = 'application/json'] of wrong) {
      const answer = await user.call('POST', `${path}/commit`, { ...JSON_TYPE, 'content-type': type }, body);
      assert.equal(answer.status, status, body.slice(0, 50));
      assert.doesNotMatch(await answer.text(), /Musterfrau/);
    }
  });
});

describe('a commit that Redox', () => {
  const rejections: [status: number, expected: number, code: string][] = [
    [413, 413, 'file-too-large'],
    [400, 422, 'redox-rejected'],
    [403, 422, 'redox-rejected'],
  ];
  for (const [status, expected, code] of rejections)
    test(`refuses with ${status} is over: ${code}`, async t => {
      const { sandbox, dataDir, signIn } = await startProxy(t);
      await fault(sandbox, { on: 'upload', kind: 'status', status });
      const user = await signIn();
      const answer = await user.commit(await user.upload(bytes), { sha256: hash });
      assert.equal(answer.status, expected);
      assert.equal((await problemOf(answer)).code, code);
      assert.deepEqual(await readdir(join(dataDir, 'uploads')), []);
    });

  const failures: [what: string, fault: object, expected: number, code: string][] = [
    ['answers with 500', { on: 'upload', kind: 'status', status: 500 }, 502, 'upload-failed'],
    ['answers with 408', { on: 'upload', kind: 'status', status: 408 }, 502, 'upload-failed'],
    ['answers with 429', { on: 'upload', kind: 'status', status: 429 }, 429, 'rate-limited'],
    ['cuts off before it has the file', { on: 'upload', kind: 'drop-before' }, 502, 'upload-failed'],
    ['cuts off when it has the file', { on: 'upload', kind: 'drop-after' }, 502, 'upload-failed'],
    ['gives no token for', { on: 'token', kind: 'status', status: 503 }, 502, 'upload-failed'],
  ];
  for (const [what, wanted, expected, code] of failures)
    test(`${what} can be made again`, async t => {
      const { sandbox, signIn } = await startProxy(t, {}, { retries: 0 });
      await fault(sandbox, wanted);
      const user = await signIn();
      const path = await user.upload(bytes);
      const failed = await user.commit(path, { sha256: hash });
      assert.equal(failed.status, expected);
      assert.equal((await problemOf(failed)).code, code);
      assert.equal(failed.headers.get('retry-after'), expected === 429 ? '1' : null);
      const answer = await user.commit(path, { sha256: hash });
      assert.equal(answer.status, 201);
      const { URI } = (await answer.json()) as CommitResponse;
      assert.equal((await received(sandbox)).files.find(({ uri }) => uri === URI)?.sha256, hash);
    });

  test('answers with 401 is made again with a new token, and the client does not notice', async t => {
    const { sandbox, signIn } = await startProxy(t);
    await fault(sandbox, { on: 'upload', kind: 'status', status: 401 });
    const user = await signIn();
    assert.equal((await user.commit(await user.upload(bytes), { sha256: hash })).status, 201);
  });
});
