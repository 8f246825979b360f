import assert from 'node:assert/strict';
import { describe, type TestContext, test } from 'node:test';
import type { SendResponse } from '../../src/protocol/index.js';
import type { Ledger, SendRecord, UploadRecord } from '../../src/proxy/index.js';

const upload: UploadRecord = { owner: 'owner-1', size: 10, expiresAt: 1000 };
const committed: UploadRecord = { ...upload, committed: { URI: 'https://blob.example/1', sha256: 'abc' } };
const send: SendRecord = { owner: 'owner-1', sha256: 'abc', expiresAt: 1000 };
const answer: SendResponse = {
  accepted: true,
  documentId: 'key',
  logIds: ['log-1'],
  messageId: 1,
  transmissionId: null,
  response: { Meta: { Logs: [{ ID: 'log-1' }] } },
};

/** What every ledger does. `open` gives a new handle on the same store, which is empty when a test begins. */
export function describeLedger(name: string, prepare: (t: TestContext) => Promise<() => Ledger>): void {
  describe(name, () => {
    test('remembers an upload until it is removed', async t => {
      const ledger = (await prepare(t))();
      assert.equal(await ledger.upload('id'), undefined);
      await ledger.saveUpload('id', upload);
      assert.deepEqual(await ledger.upload('id'), upload);
      await ledger.removeUpload('id');
      assert.equal(await ledger.upload('id'), undefined);
      await ledger.removeUpload('id');
      await ledger.close();
    });

    test('finds an upload by its URI once it is committed, also a URI of 4,000 characters', async t => {
      const ledger = (await prepare(t))();
      await ledger.saveUpload('id', upload);
      assert.equal(await ledger.uploadByUri('https://blob.example/1'), undefined);
      await ledger.saveUpload('id', committed);
      assert.deepEqual(await ledger.uploadByUri('https://blob.example/1'), committed);
      const URI = `https://blob.example/${'x'.repeat(4000)}`;
      await ledger.saveUpload('long', { ...upload, committed: { URI, sha256: 'abc' } });
      assert.equal((await ledger.uploadByUri(URI))?.committed?.URI, URI);
      assert.equal(await ledger.uploadByUri(`${URI}x`), undefined);
      await ledger.removeUpload('id');
      assert.equal(await ledger.uploadByUri('https://blob.example/1'), undefined);
      await ledger.close();
    });

    test('gives a key to one of all who claim it at once, and tells the others whose it is', async t => {
      const open = await prepare(t);
      const ledger = open();
      const claims = Array.from({ length: 20 }, (_, at) => ({ ...send, owner: `owner-${at}` }));
      const earlier = await Promise.all(claims.map(claim => ledger.claimSend('key', claim)));
      const winners = claims.filter((_, at) => earlier[at] === undefined);
      assert.equal(winners.length, 1);
      for (const record of earlier) if (record) assert.deepEqual(record, winners[0]);
      await ledger.close();
    });

    test('keeps the answer to a key for whoever claims it later', async t => {
      const ledger = (await prepare(t))();
      await ledger.claimSend('key', send);
      await ledger.answerSend('key', answer);
      assert.deepEqual(await ledger.claimSend('key', { ...send, sha256: 'other' }), { ...send, answer });
      await ledger.close();
    });

    test('gives a key again that was released', async t => {
      const ledger = (await prepare(t))();
      await ledger.claimSend('key', send);
      await ledger.releaseSend('key');
      assert.equal(await ledger.claimSend('key', { ...send, sha256: 'other' }), undefined);
      await ledger.close();
    });

    test('still knows everything when it is opened again', async t => {
      const open = await prepare(t);
      const ledger = open();
      await ledger.saveUpload('id', committed);
      await ledger.claimSend('key', send);
      await ledger.answerSend('key', answer);
      await ledger.close();
      const again = open();
      assert.deepEqual(await again.upload('id'), committed);
      assert.deepEqual(await again.uploadByUri('https://blob.example/1'), committed);
      assert.deepEqual(await again.claimSend('key', send), { ...send, answer });
      await again.close();
    });

    test('forgets what has expired, and nothing else', async t => {
      const ledger = (await prepare(t))();
      await ledger.saveUpload('old', committed);
      await ledger.saveUpload('new', { ...upload, expiresAt: 1001 });
      await ledger.claimSend('old', send);
      await ledger.claimSend('new', { ...send, expiresAt: 1001 });
      await ledger.removeExpired(1000);
      assert.equal(await ledger.upload('old'), undefined);
      assert.equal(await ledger.uploadByUri('https://blob.example/1'), undefined);
      assert.ok(await ledger.upload('new'));
      assert.equal(await ledger.claimSend('old', send), undefined);
      assert.ok(await ledger.claimSend('new', send));
      await ledger.close();
    });

    test('says that it can be used, and when closed that it cannot', async t => {
      const ledger = (await prepare(t))();
      await ledger.check();
      await ledger.close();
      await assert.rejects(ledger.check());
    });
  });
}
