import type { MessageIssue, RedoxMessage } from '../models/index.js';
import type { RedoxFileError } from './errors.js';
import type { FileStateName, SendResult } from './file-state.js';
import type { Phase } from './job.js';
import type { Delivery } from './options.js';

/** How far the current phase has come; sizes in bytes. */
export interface Progress {
  phase: Phase;
  sent: number;
  /** 0 as long as it is not known: no number to divide by. */
  total: number;
  /** 0 until it can be told. */
  bytesPerSecond: number;
  /** Nothing moves, for want of a connection or because the proxy cannot answer; it is tried again by itself. */
  waiting: boolean;
}

/** One file as a host sees it: a snapshot that never changes. */
export interface SenderFile {
  readonly id: string;
  readonly file: File;
  readonly state: FileStateName;
  readonly delivery: Delivery | undefined;
  readonly progress: Progress | undefined;
  readonly error: RedoxFileError | undefined;
  /** In `payload`, once it is composed. */
  readonly message: RedoxMessage | undefined;
  /** In `send`, once Redox has accepted the message. */
  readonly result: SendResult | undefined;
  readonly documentId: string;
  /** What has been chosen for it. */
  readonly documentType: string | undefined;
}

/** What each event carries in `detail`. */
export interface SenderEventDetails {
  /** The list of files, or the state of one, has changed. */
  'redox-files-change': { files: readonly SenderFile[] };
  /** Cancelable: prevented, the file is not taken. */
  'redox-file-add': { id: string; file: File };
  /** At most once a file and frame. */
  'redox-progress': { id: string; file: File } & Progress;
  /** A message has been composed. Cancelable in `send`: prevented, it is not sent. */
  'redox-payload': {
    id: string;
    file: File;
    delivery: Delivery;
    documentId: string;
    readonly message: RedoxMessage;
    /** Required fields that are still missing, where others may fill them. */
    issues: MessageIssue[];
    /** The message as JSON. */
    toBlob(): Blob;
  };
  /** Redox has accepted a message. */
  'redox-sent': { id: string; file: File; delivery: Delivery; documentId: string; result: SendResult };
  'redox-error': { id?: string; file?: File; error: RedoxFileError };
  /** Nothing is in progress any more. */
  'redox-complete': { files: readonly SenderFile[] };
}

export type SenderEventName = keyof SenderEventDetails;

export class SenderEvent<N extends SenderEventName = SenderEventName> extends CustomEvent<SenderEventDetails[N]> {
  declare readonly type: N;

  constructor(type: N, detail: SenderEventDetails[N], init: { cancelable?: boolean } = {}) {
    super(type, { bubbles: true, composed: true, ...init, detail });
  }
}

/** A listener knows what the events of a name carry, as the element's do; those of other names are events like any. */
export interface SenderListening {
  <N extends SenderEventName>(
    type: N,
    listener: (event: SenderEvent<N>) => void,
    options?: Parameters<EventTarget['addEventListener']>[2],
  ): void;
  (...listening: Parameters<EventTarget['addEventListener']>): void;
}

export const SENDER_EVENTS = [
  'redox-files-change',
  'redox-file-add',
  'redox-progress',
  'redox-payload',
  'redox-sent',
  'redox-error',
  'redox-complete',
] as const satisfies readonly SenderEventName[];
