import { asRecord } from '../records.js';
import { RedoxError } from './error.js';
import { NoAnswer, post, type RedoxAnswer, type RedoxRequest } from './http.js';

/** In milliseconds. */
const TIMEOUT = 30_000;

/** @throws {RedoxError} `upload-failed`: without a token nothing has been sent, so anything may be tried again */
export async function requestToken(url: string, request: RedoxRequest): Promise<RedoxAnswer> {
  try {
    return await post(url, request, TIMEOUT);
  } catch (cause) {
    if (!(cause instanceof NoAnswer)) throw cause;
    throw new RedoxError('upload-failed', "Redox's token endpoint did not answer", { cause });
  }
}

export function tokenRefused({ status, json }: RedoxAnswer): RedoxError {
  const { error } = asRecord(json);
  // The error codes of RFC 6749 section 5.2 look like this; free text may repeat what was sent.
  const reason = typeof error === 'string' && /^[a-z_]{1,40}$/.test(error) ? ` ${error}` : '';
  return new RedoxError('upload-failed', `Redox's token endpoint answered ${status}${reason}`, { status });
}
