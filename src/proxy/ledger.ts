import type { SendResponse } from '../protocol/index.js';

/** An upload, from its creation on. Times are milliseconds since 1970. */
export interface UploadRecord {
  /** Keyed hash of the subject. */
  owner: string;
  /** In bytes. */
  size: number;
  /** When the record may go. */
  expiresAt: number;
  /** Since Redox has the file. */
  committed?: {
    /** Redox's reference to the file. */
    URI: string;
    sha256: string;
  };
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
 * process and the machine's power. Several processes may share one ledger.
 */
export interface Ledger {
  /** Writes an upload's record, over an earlier one. */
  saveUpload(id: string, record: UploadRecord): Promise<void>;
  upload(id: string): Promise<UploadRecord | undefined>;
  /** The committed upload that Redox refers to by this URI. */
  uploadByUri(uri: string): Promise<UploadRecord | undefined>;
  removeUpload(id: string): Promise<void>;

  /**
   * Claims a key, if nobody has: of all who claim at once, in whatever process, one alone gets it.
   * @returns the record that was there already; undefined for whom the key now belongs to
   */
  claimSend(key: string, record: SendRecord): Promise<SendRecord | undefined>;
  /** Completes a claim. */
  answerSend(key: string, answer: SendResponse): Promise<void>;
  /** Takes a claim back: what was claimed has certainly not been sent. */
  releaseSend(key: string): Promise<void>;

  /** Forgets what has expired. */
  removeExpired(now: number): Promise<void>;
  /** @throws when the ledger cannot be used */
  check(): Promise<void>;
  close(): Promise<void>;
}
