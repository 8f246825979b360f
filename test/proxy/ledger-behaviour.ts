import assert from 'node:assert/strict';
import { describe, type TestContext, test } from 'node:test';
import type { SendResponse } from '../../src/protocol/index.js';
import type { AuditEntry, AuditEvent, Ledger, SendRecord, UploadRecord } from '../../src/proxy/index.js';
import { collect } from './setup.js';

const HOUR = 3_600_000;
const URI = 'https://blob.example/1';
const upload: UploadRecord = { owner: 'owner-1', size: 10, expiresAt: 1000 };
const committed = { URI, sha256: 'abc' };
const send: SendRecord = { owner: 'owner-1', sha256: 'abc', expiresAt: 1000 };
const answer: SendResponse = {
  accepted: true,
  documentId: 'key',
  logIds: ['log-1'],
  messageId: 1,
  transmissionId: null,
  response: { Meta: { Logs: [{ ID: 'log-1' }] } },
};
const event: AuditEvent = { owner: 'owner-1', action: 'send', outcome: 'begun', documentId: 'key', size: 1 };
const accepted: AuditEvent = { ...event, outcome: 'accepted' };

/** More than a ledger reads at a time. */
const MANY = 1200;

/** So many at once as a proxy that is busy, not as one that is flooded. */
async function inSlices<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  for (let at = 0; at < items.length; at += 50) await Promise.all(items.slice(at, at + 50).map(work));
}
const withoutTime = ({ id, at, ...rest }: AuditEntry) => rest;

/** What every ledger does. `open` gives a new handle on the same store, which is empty when a test begins. */
export function describeLedger(name: string, prepare: (t: TestContext) => Promise<() => Ledger>): void {
  describe(name, () => {
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
      const long = `https://blob.example/${'x'.repeat(4000)}`;
      await ledger.createUpload('long', upload);
      await ledger.commitUpload('long', { URI: long, sha256: 'abc' }, 2000, event);
      assert.equal((await ledger.uploadByUri(long))?.committed?.URI, long);
      assert.equal(await ledger.uploadByUri(`${long}x`), undefined);
      await ledger.removeUpload('id');
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

    test('leases a name to one holder at a time, until it is given back or the time is over', async t => {
      const open = await prepare(t);
      const [ledger, other] = [open(), open()];
      const taken = await Promise.all(
        Array.from({ length: 10 }, (_, at) => (at % 2 ? ledger : other).lease('name', `holder-${at}`, 60_000)),
      );
      assert.equal(taken.filter(Boolean).length, 1);
      const holder = `holder-${taken.indexOf(true)}`;
      assert.equal(await ledger.lease('name', holder, 60_000), true);
      assert.equal(await other.lease('another name', 'somebody', 60_000), true);
      await other.endLease('name', 'somebody');
      assert.equal(await other.lease('name', 'somebody', 60_000), false);
      await other.endLease('name', holder);
      assert.equal(await other.lease('name', 'somebody', 1), true);
      while (!(await ledger.lease('name', holder, 60_000)));
      assert.equal(await other.lease('name', 'somebody', 1), false);
      await ledger.close();
      await other.close();
    });

    test('lets nobody spend more files or bytes than allowed, however many ask at once', async t => {
      const ledger = (await prepare(t))();
      const spend = (owner: string, kind: 'upload' | 'send', id: string, bytes: number, files = 3, most = 1000) =>
        ledger.spend({ owner, kind, id, bytes }, { files, bytes: most });
      const waits = await Promise.all(Array.from({ length: 10 }, (_, at) => spend('owner-1', 'upload', `${at}`, 100)));
      assert.equal(waits.filter(wait => wait === undefined).length, 3);
      for (const wait of waits) assert.ok(wait === undefined || (wait > HOUR - 60_000 && wait <= HOUR), `${wait}`);
      const counted = `${waits.indexOf(undefined)}`;
      assert.equal(await spend('owner-1', 'upload', counted, 100), undefined, 'the same again is not another one');
      assert.equal(await spend('owner-1', 'send', 'key', 700), undefined, 'sends are counted for themselves');
      assert.ok(await spend('owner-1', 'send', 'other key', 1), 'bytes are counted over both');
      assert.equal(await spend('owner-1', 'send', 'key', 700), undefined);
      assert.equal(await spend('owner-1', 'send', 'other key', 1, 3, Number.POSITIVE_INFINITY), undefined);
      assert.equal(await spend('owner-2', 'upload', 'a', 1000), undefined, 'every owner has an allowance of their own');
      assert.equal(await spend('owner-3', 'upload', 'b', 1001), HOUR, 'what never fits');
      await ledger.close();
    });

    test('keeps the audit trail in order, each entry with a time and an identifier of its own', async t => {
      const ledger = (await prepare(t))();
      const before = Date.now();
      const events = Array.from({ length: MANY }, (_, size): AuditEvent => ({ ...event, size }));
      for (const one of events.slice(0, 5)) await ledger.append(one);
      await inSlices(events.slice(5), one => ledger.append(one));
      const entries = await collect(ledger.audit(0));
      assert.deepEqual(entries.slice(0, 5).map(withoutTime), events.slice(0, 5));
      assert.deepEqual(
        entries.map(({ size = -1 }) => size).sort((one, other) => one - other),
        [...events.keys()],
      );
      assert.equal(new Set(entries.map(({ id }) => id)).size, events.length);
      for (const [index, { at }] of entries.entries()) assert.ok(at >= (entries[index - 1]?.at ?? before));
      const middle = entries[MANY / 2]?.at ?? 0;
      assert.deepEqual(
        await collect(ledger.audit(middle)),
        entries.filter(({ at }) => at >= middle),
      );
      assert.deepEqual(await collect(ledger.audit((entries.at(-1)?.at ?? 0) + 1)), []);
      await ledger.close();
    });

    test('writes what happened into the audit trail together with what it did', async t => {
      const ledger = (await prepare(t))();
      await ledger.createUpload('id', upload);
      await ledger.commitUpload('id', committed, 2000, { ...accepted, action: 'upload', uploadId: 'id' });
      await ledger.claimSend('key', send, event);
      await ledger.releaseSend('key', { ...event, outcome: 'rate-limited' });
      await ledger.claimSend('key', send, event);
      await ledger.answerSend('key', answer, accepted);
      await ledger.claimSend('key', send, event);
      assert.deepEqual(
        (await collect(ledger.audit(0))).map(({ action, outcome }) => `${action} ${outcome}`),
        ['upload accepted', 'send begun', 'send rate-limited', 'send begun', 'send accepted'],
      );
      await ledger.close();
    });

    test('still knows everything when it is opened again', async t => {
      const open = await prepare(t);
      const ledger = open();
      await ledger.createUpload('id', upload);
      await ledger.commitUpload('id', committed, 2000, event);
      await ledger.claimSend('key', send, event);
      await ledger.answerSend('key', answer, accepted);
      await ledger.lease('name', 'holder', 60_000);
      await ledger.spend({ owner: 'owner-1', kind: 'send', id: 'key', bytes: 1 }, { files: 1, bytes: 1 });
      const trail = await collect(ledger.audit(0));
      await ledger.close();
      const again = open();
      assert.deepEqual((await again.upload('id'))?.committed, committed);
      assert.deepEqual((await again.uploadByUri(URI))?.committed, committed);
      assert.deepEqual(await again.claimSend('key', send, event), { ...send, answer });
      assert.equal(await again.lease('name', 'other holder', 60_000), false);
      assert.ok(await again.spend({ owner: 'owner-1', kind: 'send', id: 'new', bytes: 0 }, { files: 1, bytes: 1 }));
      assert.deepEqual(await collect(again.audit(0)), trail);
      await again.close();
    });

    test('forgets what has expired, and nothing else', async t => {
      const ledger = (await prepare(t))();
      await ledger.createUpload('old', upload);
      await ledger.claimSend('old', send, event);
      await ledger.claimSend('new', { ...send, expiresAt: 1001 }, event);
      await ledger.claimSend('released', send, event);
      await ledger.releaseSend('released', event);
      await ledger.claimSend('released', { ...send, expiresAt: 1001 }, event);
      const trail = await collect(ledger.audit(0));
      await ledger.removeExpired(1000, 0);
      assert.equal(await ledger.claimSend('old', send, event), undefined);
      assert.ok(await ledger.claimSend('new', send, event));
      assert.ok(await ledger.claimSend('released', send, event));
      assert.ok(await ledger.upload('old'), 'what is stored of an upload has to go first');
      assert.equal((await collect(ledger.audit(0))).length, trail.length + 1);
      await ledger.removeExpired(1000, Date.now() + HOUR);
      assert.deepEqual(await collect(ledger.audit(0)), []);
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
