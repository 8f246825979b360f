import { STATUS_CODES } from 'node:http';
import type { MessageIssue } from '../models/index.js';
import { ERROR_CODES, type ErrorCode, PROBLEM_CONTENT_TYPE, type Problem } from '../protocol/index.js';
import { RedoxError } from './redox/error.js';

/** What an error is called when it is the request's fault or the proxy's, not the file's fate. */
type HttpWord =
  | 'bad-gateway'
  | 'bad-request'
  | 'forbidden'
  | 'internal-server-error'
  | 'method-not-allowed'
  | 'not-found'
  | 'request-timeout'
  | 'service-unavailable'
  | 'unsupported-media-type';

export interface ProblemOptions {
  /** For developers; never holds a value of a message, of a grant or of a token. */
  detail?: string;
  issues?: MessageIssue[];
  headers?: Record<string, string>;
  cause?: unknown;
}

/** An error as the client is to be told it; thrown anywhere, answered in one place. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly status: number;
  readonly code: ErrorCode | HttpWord;
  readonly options: ProblemOptions;

  constructor(status: number, code: ErrorCode | HttpWord, options: ProblemOptions = {}) {
    super(code, { cause: options.cause });
    this.status = status;
    this.code = code;
    this.options = options;
  }

  /** The code where it is a file's fate; undefined for a word of HTTP's own. */
  get fate(): ErrorCode | undefined {
    return ERROR_CODES.find(code => code === this.code);
  }
}

/** What Redox's answers are to the proxy's client, where Redox did not take a file or a message. */
const STATUS_OF_REDOX = {
  'file-too-large': 413,
  'rate-limited': 429,
  'redox-rejected': 422,
  'send-unconfirmed': 502,
  'upload-failed': 502,
} as const satisfies Record<RedoxError['code'], number>;

/** Whatever was thrown, as the client is to be told it; what nobody foresaw says nothing of itself. */
export function toProblem(thrown: unknown): ProblemError {
  if (thrown instanceof ProblemError) return thrown;
  if (thrown instanceof RedoxError) {
    const { code, detail, retryAfter } = thrown;
    return new ProblemError(STATUS_OF_REDOX[code], code, {
      detail,
      cause: thrown,
      ...(retryAfter !== undefined && { headers: { 'retry-after': String(retryAfter) } }),
    });
  }
  return new ProblemError(500, 'internal-server-error', { cause: thrown });
}

/** RFC 9457 problem details. */
export function problemResponse({ status, code, options }: ProblemError, requestId: string): Response {
  const problem: Problem = {
    type: 'about:blank',
    title: STATUS_CODES[status] ?? 'Error',
    status,
    code,
    ...(options.detail && { detail: options.detail }),
    ...(options.issues && { issues: options.issues }),
    requestId,
  };
  return new Response(JSON.stringify(problem), {
    status,
    headers: { ...options.headers, 'content-type': PROBLEM_CONTENT_TYPE },
  });
}
