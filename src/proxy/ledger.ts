import type { SendResponse } from '../protocol/index.js';
import type { Allowance, Spending } from './allowance.js';
import type { AuditEntry, AuditEvent } from './audit.js';

/** An upload, from its creation on. Times are milliseconds since 1970. */
export interface UploadRecord {
  /** Keyed hash of the subject. */
  owner: string;
  /** In bytes. */
  size: number;
  /** When the record and whatever is stored of the file may go. */
  expiresAt: number;
  /** Since Redox has the file. */
  committed?: CommittedFile;
}

export interface CommittedFile {
  /** Redox's reference to the file. */
  URI: string;
  /** Of the file. */
  sha256: string;
}

/** What was sent under an idempotency key: claimed before Redox is called, answered when Redox has answered. */
export interface SendRecord {
  /** Keyed hash of the subject. */
  owner: string;
  /** Of the message as it goes to Redox. */
  sha256: string;
  expiresAt: number;
  /** Absent while Redox has not answered, and for ever where nobody knows what it did. */
  answer?: SendResponse;
}

/**
 * The durable record of what was uploaded and sent. When a promise of a write is fulfilled, the write survives the
 * process and the machine's power; what one call writes, its event of the audit trail included, is written whole or not
 * at all. Several processes may share one ledger.
 */
export interface Ledger {
  /** Writes the record of a new upload. */
  createUpload(id: string, record: UploadRecord): Promise<void>;
  upload(id: string): Promise<UploadRecord | undefined>;
  /** The committed upload that Redox refers to by this URI. */
  uploadByUri(uri: string): Promise<UploadRecord | undefined>;
  /** Changes when an upload's record may go; does nothing where there is none. */
  keepUpload(id: string, expiresAt: number): Promise<void>;
  /**
   * Redox has the file. Of several who say so the first is right: its URI stays, and only its event is written.
   * @returns what is committed now; undefined where the upload is gone
   */
  commitUpload(
    id: string,
    committed: CommittedFile,
    expiresAt: number,
    event: AuditEvent,
  ): Promise<CommittedFile | undefined>;
  removeUpload(id: string): Promise<void>;
  /** Uploads that have expired, whatever became of them; one that is removed meanwhile may still come. */
  expiredUploads(now: number): AsyncIterable<string>;

  /** What a key was claimed for. */
  send(key: string): Promise<SendRecord | undefined>;
  /**
   * Claims a key, if nobody has: of all who claim at once, in whatever process, one alone gets it, and its event is
   * written.
   * @returns the record that was there already; undefined for whom the key now belongs to
   */
  claimSend(key: string, record: SendRecord, event: AuditEvent): Promise<SendRecord | undefined>;
  /** Completes a claim; does nothing where the key is not claimed or has its answer, but for the event. */
  answerSend(key: string, answer: SendResponse, event: AuditEvent): Promise<void>;
  /** Takes a claim without an answer back: what was claimed has certainly not been sent. */
  releaseSend(key: string, event: AuditEvent): Promise<void>;

  /**
   * Takes a name for a while, or keeps it for another: one holder at most has it. A holder that was killed is forgotten
   * when the time is over.
   * @param milliseconds from now, by the ledger's own clock; a minute at most
   * @returns whether the holder has it
   */
  lease(name: string, holder: string, milliseconds: number): Promise<boolean>;
  /** Gives a name back, where this holder has it. */
  endLease(name: string, holder: string): Promise<void>;

  /**
   * Counts something against its owner's hourly limits, if it fits in them beside all that counts there already. The
   * same identifier counts once, however often it comes.
   * @returns undefined when it counts now; else the milliseconds after which it may fit
   */
  spend(spending: Spending, allowance: Allowance): Promise<number | undefined>;

  /** Writes an event at the end of the audit trail. */
  append(event: AuditEvent): Promise<void>;
  /** The audit trail from a time on, in the order in which it was written. */
  audit(since: number): AsyncIterable<AuditEntry>;

  /** Forgets sends that have expired, leases and spendings that are over, and the audit trail before a time. */
  removeExpired(now: number, auditBefore: number): Promise<void>;
  /** @throws when the ledger cannot be read or written */
  check(): Promise<void>;
  close(): Promise<void>;
}
