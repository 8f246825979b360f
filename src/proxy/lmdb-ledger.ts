import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { type Database, open } from 'lmdb';
import type { Ledger, SendRecord, UploadRecord } from './ledger.js';

/** A URI may be longer than a key of LMDB's. */
const keyOf = (uri: string) => createHash('sha256').update(uri).digest('hex');

/** A list of its own, because what is iterated must not change. */
const expired = <Value extends { expiresAt: number }>(database: Database<Value, string>, now: number) =>
  [...database.getRange()].filter(({ value }) => value.expiresAt <= now);

/** The ledger of one machine: an LMDB environment in a folder that only this user may open. */
export function openLmdbLedger(folder: string): Ledger {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  // Without overlapping sync a write's promise waits for the disk, not only for the other processes to see it.
  const root = open({ path: folder, overlappingSync: false });
  const uploads: Database<UploadRecord, string> = root.openDB({ name: 'uploads' });
  const uris: Database<string, string> = root.openDB({ name: 'uris' });
  const sends: Database<SendRecord, string> = root.openDB({ name: 'sends' });

  const removeUpload = (id: string, record = uploads.get(id)) => {
    uploads.remove(id);
    if (record?.committed) uris.remove(keyOf(record.committed.URI));
  };

  return {
    async saveUpload(id, record) {
      await root.transaction(() => {
        uploads.put(id, record);
        if (record.committed) uris.put(keyOf(record.committed.URI), id);
      });
    },
    upload: async id => uploads.get(id),
    async uploadByUri(uri) {
      const id = uris.get(keyOf(uri));
      return id === undefined ? undefined : uploads.get(id);
    },
    async removeUpload(id) {
      await root.transaction(() => removeUpload(id));
    },

    claimSend: (key, record) =>
      root.transaction(() => {
        const earlier = sends.get(key);
        if (!earlier) sends.put(key, record);
        return earlier;
      }),
    async answerSend(key, answer) {
      await root.transaction(() => {
        const record = sends.get(key);
        if (record) sends.put(key, { ...record, answer });
      });
    },
    async releaseSend(key) {
      await sends.remove(key);
    },

    async removeExpired(now) {
      await root.transaction(() => {
        for (const { key, value } of expired(uploads, now)) removeUpload(key, value);
        for (const { key } of expired(sends, now)) sends.remove(key);
      });
    },
    async check() {
      uploads.get('check');
    },
    close: () => root.close(),
  };
}
