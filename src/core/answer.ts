import type { MessageIssue } from '../models/index.js';
import { ERROR_CODES, type ErrorCode } from '../protocol/error-codes.js';
import { RedoxFileError } from './errors.js';
import type { TransportResponse } from './transport.js';

const BY_STATUS: Readonly<Record<number, ErrorCode>> = {
  401: 'token-refused',
  403: 'token-refused',
  413: 'file-too-large',
  429: 'rate-limited',
};

export const asRecord = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};

/** The `code` of the proxy's problem details, where it is one of ours. */
export const codeOf = (response: TransportResponse): ErrorCode | undefined =>
  ERROR_CODES.find(code => code === asRecord(response.json).code);

/** The error that an answer of the proxy's means; where it gives no code of ours, its status decides, then `fallback`. */
export function errorOf(response: TransportResponse, fallback: ErrorCode): RedoxFileError {
  const code = codeOf(response) ?? BY_STATUS[response.status] ?? fallback;
  const { issues } = asRecord(response.json);
  return new RedoxFileError(code, {
    status: response.status,
    ...(Array.isArray(issues) && { issues: issues.filter(isIssue) }),
  });
}

/** The error that an answer about an upload means: only 404 and 410 say that it is gone (tus 1.0.0, core protocol). */
export const uploadErrorOf = (response: TransportResponse): RedoxFileError =>
  errorOf(response, response.status === 404 || response.status === 410 ? 'upload-expired' : 'upload-failed');

const isIssue = (value: unknown): value is MessageIssue => {
  const { path, message } = asRecord(value);
  return typeof path === 'string' && typeof message === 'string';
};
