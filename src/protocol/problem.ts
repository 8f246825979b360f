import type { MessageIssue } from '../models/index.js';

export const PROBLEM_CONTENT_TYPE = 'application/problem+json';

/** RFC 9457 problem details: the body of every error that the proxy answers. No member holds a value of a message. */
export interface Problem {
  /** `about:blank`: what `code` says is all there is. */
  type: string;
  /** For developers, in English. */
  title: string;
  status: number;
  /** One of `ERROR_CODES` where it is the file's fate, else a word of HTTP's own such as `not-found`. */
  code: string;
  detail?: string;
  /** For `message-invalid`. */
  issues?: MessageIssue[];
  /** Finds this request in the proxy's log. */
  requestId?: string;
}
