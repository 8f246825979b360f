import type { RedoxMessage } from '../models/index.js';
import type { MessageIssue } from '../models/issues.js';
import type { Delivery, SenderOptions } from './options.js';
import type { Waiting } from './retry.js';
import type { Transport } from './transport.js';

/**
 * What is known of one file so far. The steps write down what they achieved, so a pause or a retry goes on from there.
 */
export interface Job {
  readonly id: string;
  readonly file: File;
  /** Identifies the document and, at the proxy, the send: the same through every retry. */
  documentId: string;
  documentType?: string | undefined;
  /** Redox's `EventDateTime`: when the file was added, the same through every retry. */
  eventDateTime: string;
  delivery?: Delivery | undefined;
  /** The file, read once; every step works on these bytes. */
  bytes?: Uint8Array<ArrayBuffer> | undefined;
  /** What the bytes are (RFC 6838), once they have been looked at; empty where nobody knows. */
  mediaType?: string | undefined;
  /** Of the bytes, once it was needed. */
  sha256?: Promise<string> | undefined;
  /** The upload at the proxy, until it is committed. */
  uploadUrl?: string | undefined;
  /** Redox's reference to the uploaded file. */
  uri?: string | undefined;
  /** The message as it was first sent: a retry must not send another under the same document's identifier. */
  request?: Blob | undefined;
  /** What became of the message, where it is not certain that nothing did: it has begun to leave, or was accepted. */
  fate?: 'begun' | 'accepted' | undefined;
  /** With `resume="session"`: writes down, or removes, what a reload is not to forget. */
  keep?: (() => void) | undefined;
  forget?: (() => void) | undefined;
}

/** What a host learns of a message that has been composed. */
export interface Payload {
  delivery: Delivery;
  documentId: string;
  readonly message: RedoxMessage;
  /** Required fields that are still missing, where others may fill them. */
  issues: MessageIssue[];
  /** The message as JSON. */
  toBlob(): Blob;
}

export type Phase = 'preparing' | 'encoding' | 'uploading' | 'sending';

/** Where a token comes from. */
export interface Tokens {
  /** @param maxAge milliseconds: an older one is replaced, which shows that the proxy can be reached */
  get(signal: AbortSignal, maxAge?: number): Promise<string>;
  /** A token in place of one that the proxy no longer takes. */
  renew(refused: string, signal: AbortSignal): Promise<string>;
}

/** How much gets through, in bytes: Infinity until something was refused. */
export interface Way {
  /** The largest chunk that gateways before the proxy let through. */
  chunk: number;
  /** The smallest message that was too large. */
  message: number;
}

/** What a step needs besides its input. */
export interface Context extends Waiting {
  options: Readonly<SenderOptions>;
  tokens: Tokens | undefined;
  transport: Transport;
  /** What all files of a sender learn of the way to Redox. */
  way: Way;
  /** Called when a phase begins. */
  enter(phase: Exclude<Phase, 'preparing'>): void;
  /** Bytes of the current phase. */
  progress(sent: number, total: number): void;
  /** Shows a composed message to the host. @returns whether it may be sent */
  announce(payload: Payload): boolean;
}
