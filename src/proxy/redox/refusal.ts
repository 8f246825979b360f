import { asRecord } from '../records.js';
import { RedoxError } from './error.js';
import type { RedoxAnswer } from './http.js';
import { namedFields } from './named-fields.js';

/** In seconds, where Redox does not say: its limit is counted over 5 minutes ("Quotas and constraints"). */
const RETRY_AFTER = 60;

/** An answer that says no, for certain: any status below 500 that is no success. */
export function refusal({ status, headers, json }: RedoxAnswer, message?: unknown): RedoxError {
  if (status === 413) return new RedoxError('file-too-large', 'It is over the size limit of Redox', { status });
  if (status === 429)
    return new RedoxError('rate-limited', 'The rate limit of Redox is reached', {
      status,
      retryAfter: Number(headers.get('retry-after')) || RETRY_AFTER,
    });
  const fields = namedFields(json, message);
  const naming = fields.length > 0 ? ` and names ${fields.join(', ')}` : '';
  return new RedoxError('redox-rejected', `Redox answered ${status}${naming}`, { status });
}

/** Whether an answer that looks like a success reports errors. */
export function hasErrors({ json }: RedoxAnswer): boolean {
  const errors = asRecord(asRecord(json).Meta).Errors;
  return Array.isArray(errors) && errors.length > 0;
}
