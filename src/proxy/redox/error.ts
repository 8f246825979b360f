import type { ErrorCode } from '../../protocol/index.js';

export interface RedoxErrorOptions {
  /** HTTP status that Redox answered; absent where it did not answer. */
  status?: number | undefined;
  /** In seconds: not before then again. */
  retryAfter?: number | undefined;
  cause?: unknown;
}

/**
 * Redox did not take a file or a message:
 * - `file-too-large`, `redox-rejected`: it never will, as it stands;
 * - `rate-limited`, `upload-failed`: it has not, but may another time;
 * - `send-unconfirmed`: nobody knows. The message may be in the chart.
 */
export class RedoxError extends Error {
  override readonly name = 'RedoxError';
  readonly code: Extract<
    ErrorCode,
    'file-too-large' | 'redox-rejected' | 'rate-limited' | 'upload-failed' | 'send-unconfirmed'
  >;
  /** For developers. Holds names of fields, never a value of a message: Redox's own words may repeat one. */
  readonly detail: string;
  readonly status: number | undefined;
  readonly retryAfter: number | undefined;

  constructor(code: RedoxError['code'], detail: string, options: RedoxErrorOptions = {}) {
    super(`${code}: ${detail}`, { cause: options.cause });
    this.code = code;
    this.detail = detail;
    this.status = options.status;
    this.retryAfter = options.retryAfter;
  }
}
