import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import type { CommitResponse } from '../../src/protocol/index.js';
import type { Ledger } from '../../src/proxy/index.js';
import { openFileStorage } from '../../src/proxy/uploads/file-storage.js';
import { received } from '../sandbox/client.js';
import { sha256, someBytes } from '../sandbox/messages.js';
import { heldScan } from './held-scan.js';
import { openOwnLedger } from './own-ledger.js';
import { problemOf, startProxy, TUS, unboundMessage } from './setup.js';

const bytes = someBytes(200_001);
const hash = sha256(bytes);

/** A proxy with which something happens between Redox's answer to an upload and the ledger's entry of it. */
async function startWith(t: TestContext, meanwhile: (id: string, ledger: Ledger) => Promise<void>) {
  const ledger = await openOwnLedger(t);
  const commitUpload: Ledger['commitUpload'] = async (id, ...rest) => {
    await meanwhile(id, ledger);
    return ledger.commitUpload(id, ...rest);
  };
  return startProxy(t, { database: { ...ledger, commitUpload } });
}

describe('while a commit is under way', () => {
  test('nobody but the owner of the upload gets to know its answer', async t => {
    const { scan, scanning, letGo } = heldScan();
    const { signIn } = await startProxy(t, { scan });
    const [owner, other] = [await signIn('user-1'), await signIn('user-2')];
    const path = await owner.upload(bytes);
    const commit = owner.commit(path, { sha256: hash });
    await scanning;
    const theirs = other.commit(path, { sha256: hash });
    const again = owner.commit(path, { sha256: hash });
    letGo();
    assert.equal((await theirs).status, 404);
    assert.deepEqual(await (await again).json(), await (await commit).json());
  });

  test('its user may delete the upload, which is gone then, before Redox has it', async t => {
    const folder = await mkdtemp(join(tmpdir(), 'redox-uploads-'));
    t.after(() => rm(folder, { recursive: true, force: true }));
    const storage = openFileStorage(folder);
    const read = storage.read.bind(storage);
    storage.read = async id => {
      assert.equal((await user.call('DELETE', `uploads/${id}`, TUS)).status, 204);
      return read(id);
    };
    const { sandbox, signIn } = await startProxy(t, { storage });
    const user = await signIn();
    const answer = await user.commit(await user.upload(bytes), { sha256: hash });
    assert.equal(answer.status, 404);
    assert.equal((await problemOf(answer)).code, 'upload-expired');
    assert.deepEqual((await received(sandbox)).files, []);
  });

  test('its user may delete the upload when Redox has it, and no message can have it then', async t => {
    const { sandbox, signIn } = await startWith(t, async id => {
      assert.equal((await user.call('DELETE', `uploads/${id}`, TUS)).status, 204);
    });
    const user = await signIn();
    const answer = await user.commit(await user.upload(bytes), { sha256: hash });
    assert.equal(answer.status, 410);
    assert.equal((await problemOf(answer)).code, 'upload-expired');
    const uri = String((await received(sandbox)).files[0]?.uri);
    assert.equal((await user.send(unboundMessage('Media', { uri }))).status, 422);
  });

  test('another process may have made it, and the file is what that one says', async t => {
    const URI = 'https://blob.redoxengine.com/upload/of-the-first';
    const { signIn } = await startWith(t, async (id, ledger) => {
      const event = { owner: 'o', action: 'upload', outcome: 'accepted' } as const;
      await ledger.commitUpload(id, { URI, sha256: hash }, Date.now() + 60_000, event);
    });
    const user = await signIn();
    const answer = await user.commit(await user.upload(bytes), { sha256: hash });
    assert.equal(((await answer.json()) as CommitResponse).URI, URI);
  });
});
