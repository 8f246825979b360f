import { asRecord } from '../records.js';
import { body } from './body.js';
import { RedoxError } from './error.js';
import { NoAnswer, type Post, type RedoxAnswer } from './http.js';
import { refusal } from './refusal.js';
import type { Traffic } from './traffic.js';

export interface TokenServices {
  traffic: Traffic;
  post: Post;
}

/**
 * @param content called for each attempt, because an assertion is good once
 * @throws {RedoxError} `upload-failed`, `rate-limited`: without a token nothing has been sent, so anything may be tried again
 */
export async function requestToken(
  url: string,
  type: string,
  content: () => Promise<string>,
  { traffic, post }: TokenServices,
): Promise<RedoxAnswer> {
  try {
    return await traffic.attempts('token', async () => {
      const request = body(type, Buffer.from(await content()));
      return traffic.once('token', () => post(url, request));
    });
  } catch (cause) {
    if (!(cause instanceof NoAnswer)) throw cause;
    throw new RedoxError('upload-failed', "Redox's token endpoint did not answer", { cause });
  }
}

/** RFC 6750 section 2.1. What is none of these could not stand in a header, and a longer one not in any server's. */
const ACCESS_TOKEN = /^[\w.~+/-]{1,8000}=*$/;

/** Whether something of an answer is a token that can be used. */
export const isAccessToken = (value: unknown): value is string => typeof value === 'string' && ACCESS_TOKEN.test(value);

export function tokenRefused(answer: RedoxAnswer): RedoxError {
  const { status, json } = answer;
  if (status === 429) return refusal(answer);
  const { error } = asRecord(json);
  // The error codes of RFC 6749 section 5.2 look like this; free text may repeat what was sent.
  const reason = typeof error === 'string' && /^[a-z_]{1,40}$/.test(error) ? ` ${error}` : '';
  const lacking = status === 200 ? ' without a usable token' : reason;
  return new RedoxError('upload-failed', `Redox's token endpoint answered ${status}${lacking}`, { status });
}
