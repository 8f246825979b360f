import { asRecord } from '../records.js';
import { RedoxError } from './error.js';
import type { RedoxAnswer } from './http.js';
import { namedFields } from './named-fields.js';
import { parseRetryAfter } from './retry-after.js';
import { RATE_LIMIT_PAUSE } from './traffic.js';

/** An answer that says no, for certain: a status from 400 to 499, or errors where the status is a success. */
export function refusal({ status, retryAfter, json }: RedoxAnswer, message?: unknown): RedoxError {
  if (status === 413) return new RedoxError('file-too-large', 'It is over the size limit of Redox', { status });
  if (status === 429)
    return new RedoxError('rate-limited', 'The rate limit of Redox is reached', {
      status,
      retryAfter: Math.max(1, Math.ceil((parseRetryAfter(retryAfter) ?? RATE_LIMIT_PAUSE) / 1000)),
    });
  // Not the file's fault or the message's: with the right key it will be taken.
  if (status === 401) return new RedoxError('upload-failed', 'Redox does not take the token that it gave', { status });
  const fields = namedFields(json, message);
  const naming = fields.length > 0 ? ` and names ${fields.join(', ')}` : '';
  return new RedoxError('redox-rejected', `Redox answered ${status}${naming}`, { status });
}

/** Whether an answer that looks like a success reports errors. */
export function hasErrors({ json }: RedoxAnswer): boolean {
  const errors = asRecord(asRecord(json).Meta).Errors;
  return Array.isArray(errors) && errors.length > 0;
}
