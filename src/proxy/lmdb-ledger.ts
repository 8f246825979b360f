import { createHash, randomUUID } from 'node:crypto';
import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Database, type Key, open } from 'lmdb';
import { SPENDING_WINDOW, type Spent, waitUntilItFits } from './allowance.js';
import type { AuditEntry, AuditEvent } from './audit.js';
import { assertUndamaged } from './damaged-ledger.js';
import type { Ledger, SendRecord, UploadRecord } from './ledger.js';
import { asRecord } from './records.js';

/** How many records are looked at in one go, between which other work gets its turn. */
const PAGE = 500;
/** In milliseconds; nobody takes a lease for longer. */
const LONGEST_LEASE = 60_000;
/** Also what ends later than a lease may: the clock has been set back, and a killed holder would stay for as long. */
const isOver = ({ until }: { until: number }, now: number): boolean => until <= now || until > now + LONGEST_LEASE;
/** Sorts after every text that is a key here. */
const LAST = '\u{10ffff}';

/** A URI may be longer than a key of LMDB's. */
const keyOf = (uri: string) => createHash('sha256').update(uri).digest('hex');

/** The entries of a range in lists, none of which holds a snapshot while its reader does something else. */
async function* pages<Value, K extends Key>(
  database: Database<Value, K>,
  start: NoInfer<K>,
  end: NoInfer<K>,
): AsyncIterable<{ key: K; value: Value }[]> {
  let from: { start: K; exclusiveStart?: boolean } = { start };
  for (;;) {
    const page = [...database.getRange({ ...from, end, limit: PAGE })];
    yield page;
    const last = page.at(-1);
    if (!last || page.length < PAGE) return;
    from = { start: last.key, exclusiveStart: true };
    await new Promise(setImmediate);
  }
}

/** Why a commit failed, as on a disk that is full, is told by a second promise; one that nobody hears ends the process. */
const committed = <T>(work: Promise<T>): Promise<T> =>
  work.catch(error => {
    Promise.resolve(asRecord(error).commitError).catch(() => {});
    throw error;
  });

export const ledgerFolder = (dataDir: string): string => join(dataDir, 'ledger');

/**
 * The ledger of one machine: an LMDB environment in a folder that only this user may open.
 * @throws {DamagedLedger}
 */
export function openLmdbLedger(folder: string): Ledger {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  // One that was there before, as after a restore.
  chmodSync(folder, 0o700);
  assertUndamaged(join(folder, 'data.mdb'));
  // Without overlapping sync a write's promise waits for the disk, not only for the other processes to see it. Batches of
  // an event turn have a promise that nobody gets, which would end the process where a commit fails.
  const root = open({ path: folder, overlappingSync: false, eventTurnBatching: false });
  const transaction = <T>(work: () => T): Promise<T> => committed(root.transaction(work));
  const uploads: Database<UploadRecord, string> = root.openDB({ name: 'uploads' });
  const uris: Database<string, string> = root.openDB({ name: 'uris' });
  const sends: Database<SendRecord, string> = root.openDB({ name: 'sends' });
  /** When records expire, so that nobody has to look through them all. */
  const uploadExpiry: Database<null, [expiresAt: number, id: string]> = root.openDB({ name: 'upload-expiry' });
  const sendExpiry: Database<null, [expiresAt: number, key: string]> = root.openDB({ name: 'send-expiry' });
  const leases: Database<{ holder: string; until: number }, string> = root.openDB({ name: 'leases' });
  const spent: Database<Spent, [owner: string, id: string]> = root.openDB({ name: 'spent' });
  const trail: Database<AuditEntry, [at: number, count: number]> = root.openDB({ name: 'audit' });

  const putUpload = (id: string, record: UploadRecord, earlier?: UploadRecord) => {
    if (earlier) uploadExpiry.remove([earlier.expiresAt, id]);
    uploadExpiry.put([record.expiresAt, id], null);
    uploads.put(id, record);
  };
  const appendNow = (event: AuditEvent) => {
    const [last] = trail.getKeys({ reverse: true, limit: 1 });
    const at = Math.max(Date.now(), last?.[0] ?? 0);
    trail.put([at, last?.[0] === at ? last[1] + 1 : 0], { ...event, id: randomUUID(), at });
  };
  const removeSome = (now: number, auditBefore: number): boolean => {
    const ended = [...sendExpiry.getKeys({ end: [now, LAST], limit: PAGE })];
    for (const [expiresAt, key] of ended) {
      sendExpiry.remove([expiresAt, key]);
      sends.remove(key);
    }
    const past = [...trail.getKeys({ end: [auditBefore, 0], limit: PAGE })];
    for (const key of past) trail.remove(key);
    return Math.max(ended.length, past.length) === PAGE;
  };

  return {
    async createUpload(id, record) {
      await transaction(() => putUpload(id, record));
    },
    upload: async id => uploads.get(id),
    async uploadByUri(uri) {
      const id = uris.get(keyOf(uri));
      return id === undefined ? undefined : uploads.get(id);
    },
    async keepUpload(id, expiresAt) {
      await transaction(() => {
        const record = uploads.get(id);
        if (record) putUpload(id, { ...record, expiresAt }, record);
      });
    },
    commitUpload: (id, committed, expiresAt, event) =>
      transaction(() => {
        const record = uploads.get(id);
        if (!record || record.committed) return record?.committed;
        putUpload(id, { ...record, expiresAt, committed }, record);
        uris.put(keyOf(committed.URI), id);
        appendNow(event);
        return committed;
      }),
    async removeUpload(id) {
      await transaction(() => {
        const record = uploads.get(id);
        if (!record) return;
        uploads.remove(id);
        uploadExpiry.remove([record.expiresAt, id]);
        if (record.committed) uris.remove(keyOf(record.committed.URI));
      });
    },
    async *expiredUploads(now) {
      for await (const page of pages(uploadExpiry, [0, ''], [now, LAST])) for (const { key } of page) yield key[1];
    },

    send: async key => sends.get(key),
    claimSend: (key, record, event) =>
      transaction(() => {
        const earlier = sends.get(key);
        if (earlier) return earlier;
        sends.put(key, record);
        sendExpiry.put([record.expiresAt, key], null);
        appendNow(event);
        return undefined;
      }),
    async answerSend(key, answer, event) {
      await transaction(() => {
        const record = sends.get(key);
        if (record && !record.answer) sends.put(key, { ...record, answer });
        appendNow(event);
      });
    },
    async releaseSend(key, event) {
      await transaction(() => {
        const record = sends.get(key);
        if (record && !record.answer) {
          sends.remove(key);
          sendExpiry.remove([record.expiresAt, key]);
        }
        appendNow(event);
      });
    },

    lease: (name, holder, milliseconds) =>
      transaction(() => {
        const now = Date.now();
        const current = leases.get(name);
        if (current && current.holder !== holder && !isOver(current, now)) return false;
        leases.put(name, { holder, until: now + milliseconds });
        return true;
      }),
    async endLease(name, holder) {
      await transaction(() => {
        if (leases.get(name)?.holder === holder) leases.remove(name);
      });
    },

    spend: ({ owner, ...spending }, allowance) =>
      transaction(() => {
        const now = Date.now();
        const earlier = [...spent.getRange({ start: [owner, ''], end: [owner, LAST] })];
        const wait = waitUntilItFits(
          earlier.map(({ value }) => value),
          spending,
          allowance,
          now,
        );
        if (wait > 0) return wait;
        spent.put([owner, spending.id], { ...spending, at: now });
        return undefined;
      }),

    async append(event) {
      await transaction(() => appendNow(event));
    },
    async *audit(since) {
      for await (const page of pages(trail, [since, 0], [Number.MAX_SAFE_INTEGER, 0]))
        for (const { value } of page) yield value;
    },

    async removeExpired(now, auditBefore) {
      while (await transaction(() => removeSome(now, auditBefore)));
      await transaction(() => {
        // Lists of their own, because what is iterated must not change.
        for (const { key, value } of [...leases.getRange()]) if (isOver(value, now)) leases.remove(key);
        for (const { key, value } of [...spent.getRange()]) if (value.at <= now - SPENDING_WINDOW) spent.remove(key);
      });
    },
    async check() {
      const name = `check ${randomUUID()}`;
      await transaction(() => {
        leases.put(name, { holder: name, until: 0 });
        leases.remove(name);
      });
    },
    close: () => root.close(),
  };
}
