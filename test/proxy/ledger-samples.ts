import type { TestContext } from 'node:test';
import type { SendResponse } from '../../src/protocol/index.js';
import type { AuditEntry, AuditEvent, Ledger, SendRecord, UploadRecord } from '../../src/proxy/index.js';

/** Gives a way to open new handles on the same store, which is empty when a test begins. */
export type Prepare = (t: TestContext) => Promise<() => Ledger>;

export const HOUR = 3_600_000;
export const URI = 'https://blob.example/1';
export const upload: UploadRecord = { owner: 'owner-1', size: 10, expiresAt: 1000 };
export const committed = { URI, sha256: 'abc' };
export const send: SendRecord = { owner: 'owner-1', sha256: 'abc', expiresAt: 1000 };
export const answer: SendResponse = {
  accepted: true,
  documentId: 'key',
  logIds: ['log-1'],
  messageId: 1,
  transmissionId: null,
  response: { Meta: { Logs: [{ ID: 'log-1' }] } },
};
export const event: AuditEvent = { owner: 'owner-1', action: 'send', outcome: 'begun', documentId: 'key', size: 1 };
export const accepted: AuditEvent = { ...event, outcome: 'accepted' };

/** More than a ledger reads at a time. */
export const MANY = 1200;

/** So many at once as a proxy that is busy, not as one that is flooded. */
export async function inSlices<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  for (let at = 0; at < items.length; at += 50) await Promise.all(items.slice(at, at + 50).map(work));
}
export const withoutTime = ({ id, at, ...rest }: AuditEntry) => rest;
