import type { ErrorCode } from '../protocol/index.js';

/**
 * What happened to a document, as the audit trail keeps it. Nothing in it is PHI: identifiers are opaque, the owner is a
 * keyed hash, and hashes are of whole files and messages.
 */
export interface AuditEvent {
  /** Keyed hash of the subject, the same for all that one user does while one token secret is in force. */
  owner: string;
  /** `upload`: a file to Redox; `send`: a message to Redox; `resolve`: the host settled an unconfirmed send. */
  action: 'upload' | 'send' | 'resolve';
  /**
   * `begun` is written before Redox is called; an entry that says how it ended follows. Where none follows, the proxy was
   * killed, and nobody knows.
   */
  outcome: 'begun' | 'accepted' | 'failed' | ErrorCode;
  /** The message's idempotency key, which is its DocumentID. */
  documentId?: string | undefined;
  /** The upload's identifier in its URL. */
  uploadId?: string | undefined;
  /** Of the file in an upload, of the JSON in a send; in bytes. */
  size?: number | undefined;
  sha256?: string | undefined;
  /** Finds the request in the log. */
  requestId?: string | undefined;
}

/** An event in the audit trail. */
export interface AuditEntry extends AuditEvent {
  /** Unique, so that who reads the trail again knows what it has read. */
  id: string;
  /** Milliseconds since 1970, by the ledger's clock; never less than in the entry before. */
  at: number;
}

/** Makes the events of one upload or send, and tells somebody of each that ends it. */
export type Chronicle = (about: Omit<AuditEvent, 'outcome'>) => (outcome: AuditEvent['outcome']) => AuditEvent;

export const chronicleFor =
  (onEnd: (event: AuditEvent) => void): Chronicle =>
  about =>
  outcome => {
    const event: AuditEvent = { ...about, outcome };
    if (outcome !== 'begun') onEnd(event);
    return event;
  };
