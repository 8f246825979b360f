import { LRUCache } from 'lru-cache';
import type { Grant } from '../protocol/index.js';
import { readGrant } from './grant.js';
import { decryptClaims, encryptClaims, importKey } from './jwt.js';
import { ProblemError } from './problem-error.js';
import { deriveKey } from './secrets.js';

/** Separates these tokens from any other that the same secret may once be used for. */
const AUDIENCE = 'redox-file-sender';
/** In bytes: servers and proxies take headers of 8 kB, of which a token is only a part. */
const LARGEST = 7000;
/** So many tokens are remembered; who has one makes many requests with it. */
const MOST_OPENED = 1000;

export interface Tokens {
  /**
   * A token that holds a grant, readable to nobody but us, for requests of one origin.
   * @throws {ProblemError} 500 when the grant is too large for a header
   */
  issue(grant: Grant, origin: string | null): Promise<{ token: string; expiresAt: Date }>;
  /** @returns the grant, or null for a token that is not in force or was issued to another origin */
  open(token: string, origin: string | null): Promise<Grant | null>;
  /** @returns the subject of a token, also of one that has expired; null for one that is not ours */
  subjectOf(token: string): Promise<string | null>;
}

interface OpenedToken {
  grant: Grant;
  origin: unknown;
  /** In milliseconds since 1970. */
  end: number;
}

/**
 * @param secrets the first encrypts, all decrypt
 * @param lifetime in seconds
 */
export function createTokens(secrets: readonly [string, ...string[]], lifetime: number): Tokens {
  const [first, ...older] = secrets.map(secret => importKey(deriveKey(secret, 'token'))) as [
    Promise<CryptoKey>,
    ...Promise<CryptoKey>[],
  ];
  const claimsOf = async (token: string, clockTolerance?: number) => {
    for (const key of [first, ...older]) {
      const claims = await decryptClaims(token, AUDIENCE, await key, clockTolerance);
      if (claims) return claims;
    }
    return null;
  };
  // To decrypt a token wakes a thread, which is a seventh of the work for a small message. What was opened is forgotten
  // when its time is over, so that a grant stays in memory for no longer than it holds.
  const opened = new LRUCache<string, OpenedToken>({ max: MOST_OPENED, ttlAutopurge: true });
  const openNew = async (token: string): Promise<OpenedToken | null> => {
    const claims = await claimsOf(token);
    if (!claims) return null;
    const grant = readGrant({ subject: claims.sub, message: claims.message, limits: claims.limits });
    const found = { grant, origin: claims.origin, end: Number(claims.exp) * 1000 };
    opened.set(token, found, { ttl: Math.max(Math.ceil(found.end - Date.now()), 1) });
    return found;
  };
  return {
    async issue({ subject, message, limits }, origin) {
      const expires = Math.floor(Date.now() / 1000) + lifetime;
      const claims = { sub: subject, message, limits, origin };
      const token = await encryptClaims(claims, AUDIENCE, expires, await first);
      if (token.length > LARGEST)
        throw new ProblemError(500, 'internal-server-error', {
          detail: `The grant makes a token of ${token.length} bytes; ${LARGEST} fit into a header`,
        });
      return { token, expiresAt: new Date(expires * 1000) };
    },
    async open(token, origin) {
      const found = opened.get(token) ?? (await openNew(token));
      // A page's HEAD to its own origin comes without an Origin header (Fetch standard).
      const fits = found && (origin === null || origin === found.origin);
      // The wall clock decides: the memory's own counts on when the system's is set.
      return fits && Date.now() < found.end ? found.grant : null;
    },
    subjectOf: async token => (await claimsOf(token, Number.MAX_SAFE_INTEGER))?.sub ?? null,
  };
}
