import { createHash, timingSafeEqual } from 'node:crypto';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Whether a request bears the one token (RFC 6750); how long the comparison takes tells nothing about it. */
export const bears =
  (token: string) =>
  ({ headers }: Request): boolean =>
    timingSafeEqual(digest(headers.get('authorization') ?? ''), digest(`Bearer ${token}`));
