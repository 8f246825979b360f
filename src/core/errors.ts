import type { MessageIssue } from '../models/index.js';
import type { ErrorCode } from '../protocol/error-codes.js';

export type { ErrorCode };

/** Failures after which the same file may succeed without being picked again. */
const RETRYABLE: ReadonlySet<ErrorCode> = new Set([
  'message-invalid',
  'token-refused',
  'upload-failed',
  'upload-expired',
  'integrity-mismatch',
  'rate-limited',
  'send-unconfirmed',
  'offline',
] satisfies ErrorCode[]);

/** What the text of an error may mention. Sizes in bytes. */
export interface ErrorFacts {
  limit?: number;
  accept?: string;
  maxFiles?: number;
}

export interface RedoxFileErrorOptions {
  /** Overrides what the code implies. */
  retryable?: boolean;
  issues?: MessageIssue[];
  /** HTTP status that the proxy answered. */
  status?: number;
  facts?: ErrorFacts;
  cause?: unknown;
}

/** The one error of this project. Until a catalogue gives it words, its message is its code. */
export class RedoxFileError extends Error {
  override readonly name = 'RedoxFileError';
  readonly code: ErrorCode;
  readonly retryable: boolean;
  readonly issues: MessageIssue[] | undefined;
  readonly status: number | undefined;
  /** For the catalogue: what the text may mention. */
  readonly facts: ErrorFacts;

  constructor(code: ErrorCode, options: RedoxFileErrorOptions = {}) {
    super(code, { cause: options.cause });
    this.code = code;
    this.retryable = options.retryable ?? RETRYABLE.has(code);
    this.issues = options.issues;
    this.status = options.status;
    this.facts = options.facts ?? {};
  }
}

/** Whatever a step threw, as an error of ours; `code` says what it means where the step did not. */
export const toRedoxFileError = (thrown: unknown, code: ErrorCode): RedoxFileError =>
  thrown instanceof RedoxFileError ? thrown : new RedoxFileError(code, { cause: thrown });
