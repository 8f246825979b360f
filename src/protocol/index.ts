/** What the element and the proxy say to each other; paths are relative to the element's `endpoint`. */

export { CommitRequest, type CommitResponse } from './commit.js';
export { ERROR_CODES, type ErrorCode } from './error-codes.js';
export { type Grant, Limits } from './grant.js';
export type { SendResponse } from './messages.js';
export { PROBLEM_CONTENT_TYPE, type Problem } from './problem.js';
export type { TokenResponse } from './token.js';
