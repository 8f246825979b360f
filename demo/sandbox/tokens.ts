import { randomBytes } from 'node:crypto';
import type { Source } from './sources.js';

/** The secrets that the sandbox has given out: each says whose it is until it expires. */
export interface Tokens {
  /** @param seconds how long it lives */
  issue(source: Source, seconds: number): { token: string; expiresAt: number };
  sourceOf(token: string): Source | undefined;
  revoke(token: string): void;
  revokeAll(): void;
}

/** @param now in milliseconds since 1970 */
export function createTokens(now: () => number): Tokens {
  const issued = new Map<string, { source: Source; expiresAt: number }>();
  const forgetExpired = () => {
    for (const [token, { expiresAt }] of issued) if (expiresAt <= now()) issued.delete(token);
  };
  return {
    issue(source, seconds) {
      forgetExpired();
      const token = randomBytes(32).toString('base64url');
      const expiresAt = now() + seconds * 1000;
      issued.set(token, { source, expiresAt });
      return { token, expiresAt };
    },
    sourceOf(token) {
      const entry = issued.get(token);
      return entry && entry.expiresAt > now() ? entry.source : undefined;
    },
    revoke(token) {
      issued.delete(token);
    },
    revokeAll() {
      issued.clear();
    },
  };
}
