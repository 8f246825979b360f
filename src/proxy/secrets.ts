import { createHmac, hkdfSync } from 'node:crypto';

/** A key of 256 bits for one purpose, so that none of the secret's uses tells anything about another (RFC 5869). */
export const deriveKey = (secret: string, purpose: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(hkdfSync('sha256', secret, '', `redox-file-sender ${purpose}`, 32));

/** A subject as the ledger knows it. */
export interface Owner {
  /** Keyed hash of the subject. */
  id: string;
  /** Whether a record is this subject's. */
  owns(record: { owner: string }): boolean;
}

/**
 * Turns subjects into owners: the ledger alone does not tell who they are. What was written under an older secret stays
 * its owner's as long as that secret is among the current ones.
 */
export function createOwners([first, ...older]: readonly [string, ...string[]]): (subject: string) => Owner {
  const hashWith = (secret: string) => {
    const key = deriveKey(secret, 'owner');
    return (subject: string) => createHmac('sha256', key).update(subject).digest('base64url');
  };
  const hash = hashWith(first);
  const olderHashes = older.map(hashWith);
  return subject => {
    const id = hash(subject);
    const olderIds = olderHashes.map(olderHash => olderHash(subject));
    return { id, owns: record => record.owner === id || olderIds.includes(record.owner) };
  };
}
