import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AuditEvent } from '../../src/proxy/index.js';
import {
  accepted,
  answer,
  committed,
  event,
  HOUR,
  inSlices,
  MANY,
  type Prepare,
  send,
  URI,
  upload,
  withoutTime,
} from './ledger-samples.js';
import { collect } from './setup.js';

/** What a ledger does in the course of time: leases, hourly limits, the audit trail, what it keeps and what it forgets. */
export function describeCourse(prepare: Prepare): void {
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
    await ledger.removeExpired(Date.now(), 0);
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
    await ledger.removeExpired(Date.now(), 0);
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
    await ledger.removeExpired(0, Date.now() + HOUR);
    assert.deepEqual(await collect(ledger.audit(0)), []);
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
}
