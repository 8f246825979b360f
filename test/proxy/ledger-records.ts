import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import {
  accepted,
  answer,
  committed,
  event,
  inSlices,
  MANY,
  type Prepare,
  send,
  URI,
  upload,
} from './ledger-samples.js';
import { collect } from './setup.js';

/** What a ledger does with uploads and sends. */
export function describeRecords(prepare: Prepare): void {
  test('remembers an upload until it is removed', async t => {
    const ledger = (await prepare(t))();
    assert.equal(await ledger.upload('id'), undefined);
    await ledger.createUpload('id', upload);
    assert.deepEqual(await ledger.upload('id'), upload);
    await ledger.removeUpload('id');
    assert.equal(await ledger.upload('id'), undefined);
    await ledger.removeUpload('id');
    await ledger.close();
  });

  test('finds an upload by its URI once it is committed, also a URI of 4,000 characters', async t => {
    const ledger = (await prepare(t))();
    await ledger.createUpload('id', upload);
    assert.equal(await ledger.uploadByUri(URI), undefined);
    assert.deepEqual(await ledger.commitUpload('id', committed, 2000, event), committed);
    assert.deepEqual(await ledger.uploadByUri(URI), { ...upload, expiresAt: 2000, committed });
    assert.deepEqual(await ledger.upload('id'), { ...upload, expiresAt: 2000, committed });
    // Which no index could compress.
    const long = `https://blob.example/${randomBytes(3000).toString('base64url')}`;
    await ledger.createUpload('long', upload);
    await ledger.commitUpload('long', { URI: long, sha256: 'abc' }, 2000, event);
    assert.equal((await ledger.uploadByUri(long))?.committed?.URI, long);
    assert.equal(await ledger.uploadByUri(`${long}x`), undefined);
    await ledger.removeUpload('id');
    assert.equal(await ledger.uploadByUri(URI), undefined);
    await ledger.createUpload('id', upload);
    assert.equal(await ledger.uploadByUri(URI), undefined);
    await ledger.close();
  });

  test('keeps the first URI of an upload that is committed by several, and nothing of one that is gone', async t => {
    const ledger = (await prepare(t))();
    await ledger.createUpload('id', upload);
    const uris = Array.from({ length: 10 }, (_, at) => ({ URI: `https://blob.example/${at}`, sha256: 'abc' }));
    const answers = await Promise.all(uris.map(uri => ledger.commitUpload('id', uri, 2000, event)));
    const [first] = answers;
    for (const given of answers) assert.deepEqual(given, first);
    assert.deepEqual((await ledger.upload('id'))?.committed, first);
    const found = await Promise.all(uris.map(uri => ledger.uploadByUri(uri.URI)));
    assert.equal(found.filter(record => record !== undefined).length, 1);
    assert.equal((await collect(ledger.audit(0))).length, 1);
    assert.equal(await ledger.commitUpload('gone', committed, 2000, event), undefined);
    assert.equal(await ledger.uploadByUri(URI.replace('1', 'gone')), undefined);
    assert.equal((await collect(ledger.audit(0))).length, 1);
    await ledger.close();
  });

  test('lists the uploads that have expired, by the time that was set last', async t => {
    const ledger = (await prepare(t))();
    for (const [id, expiresAt] of [
      ['early', 999],
      ['now', 1000],
      ['late', 1001],
      ['kept', 1000],
      ['shortened', 5000],
      ['committed', 1000],
      ['removed', 1000],
    ] as const)
      await ledger.createUpload(id, { ...upload, expiresAt });
    await ledger.keepUpload('kept', 2000);
    await ledger.keepUpload('shortened', 500);
    await ledger.keepUpload('never', 500);
    await ledger.commitUpload('committed', committed, 2000, event);
    await ledger.removeUpload('removed');
    assert.deepEqual((await collect(ledger.expiredUploads(1000))).sort(), ['early', 'now', 'shortened']);
    assert.equal((await ledger.upload('kept'))?.expiresAt, 2000);
    assert.equal(await ledger.upload('never'), undefined);
    await ledger.close();
  });

  test('lists thousands of expired uploads, also while they are removed', async t => {
    const ledger = (await prepare(t))();
    const ids = Array.from({ length: MANY }, (_, at) => `upload-${at}`);
    await inSlices(ids, id => ledger.createUpload(id, upload));
    const listed: string[] = [];
    for await (const id of ledger.expiredUploads(1000)) {
      listed.push(id);
      await ledger.removeUpload(id);
    }
    assert.deepEqual(listed.sort(), ids.sort());
    assert.deepEqual(await collect(ledger.expiredUploads(1000)), []);
    await ledger.close();
  });

  test('gives a key to one of all who claim it at once, and tells the others whose it is', async t => {
    const open = await prepare(t);
    const ledger = open();
    const claims = Array.from({ length: 20 }, (_, at) => ({ ...send, owner: `owner-${at}` }));
    const earlier = await Promise.all(
      claims.map(claim => ledger.claimSend('key', claim, { ...event, owner: claim.owner })),
    );
    const winners = claims.filter((_, at) => earlier[at] === undefined);
    assert.equal(winners.length, 1);
    for (const record of earlier) if (record) assert.deepEqual(record, winners[0]);
    const trail = await collect(ledger.audit(0));
    assert.deepEqual(
      trail.map(({ owner }) => owner),
      [winners[0]?.owner],
    );
    await ledger.close();
  });

  test('keeps the first answer to a key for whoever claims it later', async t => {
    const ledger = (await prepare(t))();
    assert.equal(await ledger.send('key'), undefined);
    await ledger.claimSend('key', send, event);
    assert.deepEqual(await ledger.send('key'), send);
    await ledger.answerSend('key', answer, accepted);
    assert.deepEqual(await ledger.send('key'), { ...send, answer });
    await ledger.answerSend('key', { ...answer, messageId: 2 }, accepted);
    await ledger.releaseSend('key', event);
    assert.deepEqual(await ledger.claimSend('key', { ...send, sha256: 'other' }, event), { ...send, answer });
    await ledger.answerSend('never claimed', answer, accepted);
    assert.equal(await ledger.claimSend('never claimed', send, event), undefined);
    await ledger.close();
  });

  test('gives a key again that was released', async t => {
    const ledger = (await prepare(t))();
    await ledger.claimSend('key', send, event);
    await ledger.releaseSend('key', { ...event, outcome: 'redox-rejected' });
    assert.equal(await ledger.claimSend('key', { ...send, sha256: 'other' }, event), undefined);
    await ledger.close();
  });
}
