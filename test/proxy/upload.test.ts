import assert from 'node:assert/strict';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { received } from '../sandbox/client.js';
import { sha256, someBytes } from '../sandbox/messages.js';
import { PATCH, problemOf, startProxy, TUS } from './setup.js';

describe('an upload', () => {
  test('arrives at Redox byte for byte, under the name from the commit', async t => {
    const { sandbox, signIn } = await startProxy(t);
    const user = await signIn();
    const bytes = someBytes(3_000_001);
    const path = await user.upload(bytes);
    const answer = await user.commit(path, { name: 'Einwilligung Müller.pdf', sha256: sha256(bytes) });
    assert.equal(answer.status, 201);
    const { files } = await received(sandbox);
    assert.equal(files.length, 1);
    assert.deepEqual(await answer.json(), { URI: files[0]?.uri, size: bytes.length, sha256: sha256(bytes) });
    assert.deepEqual(
      { ...files[0], id: null, uri: null },
      {
        id: null,
        uri: null,
        name: 'Einwilligung Müller.pdf',
        type: 'application/pdf',
        size: bytes.length,
        sha256: sha256(bytes),
        source: sandbox.credentials.sourceId,
      },
    );
  });

  test('can be sent in pieces, and the proxy tells how far it has got', async t => {
    const { signIn } = await startProxy(t);
    const user = await signIn();
    const created = await user.call('POST', 'uploads', { ...TUS, 'upload-length': '10' });
    assert.equal(created.status, 201);
    const path = created.headers.get('location') ?? '';
    assert.match(path, /^uploads\/[\da-f]{32}$/);
    assert.ok(created.headers.get('upload-expires'));
    const first = await user.call('PATCH', path, { ...PATCH, 'upload-offset': '0' }, someBytes(4));
    assert.equal(first.status, 204);
    assert.equal(first.headers.get('upload-offset'), '4');
    const head = await user.call('HEAD', path, TUS);
    assert.equal(head.status, 200);
    assert.equal(head.headers.get('upload-offset'), '4');
    assert.equal(head.headers.get('upload-length'), '10');
    assert.equal(await head.text(), '');
    const wrong = await user.call('PATCH', path, { ...PATCH, 'upload-offset': '5' }, someBytes(4));
    assert.equal(wrong.status, 409);
    assert.equal((await problemOf(wrong)).code, 'upload-failed');
  });

  test('lies on disk under an opaque name that nobody else may read, and no more once Redox has it', async t => {
    const { dataDir, signIn } = await startProxy(t);
    const user = await signIn();
    const bytes = someBytes(1000);
    const path = await user.upload(bytes);
    const folder = join(dataDir, 'uploads');
    assert.equal((await stat(folder)).mode & 0o777, 0o700);
    const names = await readdir(folder);
    assert.deepEqual(names.sort(), [path.slice('uploads/'.length), `${path.slice('uploads/'.length)}.json`]);
    for (const name of names) assert.equal((await stat(join(folder, name))).mode & 0o777, 0o600);
    await user.commit(path, { sha256: sha256(bytes) });
    assert.deepEqual(await readdir(folder), []);
  });
});
