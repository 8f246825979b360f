import { Hono } from 'hono';
import { AssertionRefused, verifyAssertion } from './assertion.js';
import { mediaTypeOf, readText, TooLarge } from './body.js';
import type { SandboxEnv } from './context.js';
import { oauthError, Refusal } from './refusal.js';
import type { Source } from './sources.js';
import type { Tokens } from './tokens.js';

const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
/** In bytes; a form with an assertion has about 1 kB. */
const LARGEST_FORM = 64 * 1024;
/** In milliseconds: more than an assertion can be taken after its expiry. */
const AFTER_EXPIRY = 60_000;

export interface OAuthOptions {
  sources: readonly Source[];
  tokens: Tokens;
  now: () => number;
  /** In seconds. */
  tokenLifetime: number;
  /** The origin in the assertions' `aud`; by default the one that the request names. */
  publicOrigin: string | undefined;
}

/** `POST /v2/auth/token`: an access token for a signed assertion ("Authenticate an OAuth API key", RFC 7523). */
export function oauthRoutes({ sources, tokens, now, tokenLifetime, publicOrigin }: OAuthOptions) {
  const used = createReplayGuard(now);
  return new Hono<SandboxEnv>().post('/v2/auth/token', async c => {
    c.header('cache-control', 'no-store');
    const assertion = await assertionIn(c.req.raw);
    const { origin, pathname } = new URL(c.req.url);
    const { source, jti, expiresAt } = await verified(assertion, {
      sources,
      audience: (publicOrigin ?? origin) + pathname,
      now: now(),
    });
    if (!used.add(`${source.clientId} ${jti}`, expiresAt)) throw invalidClient('"jti" has been used before');
    const { token } = tokens.issue(source, tokenLifetime);
    return c.json({ access_token: token, token_type: 'Bearer', expires_in: tokenLifetime });
  });
}

const invalidRequest = (description: string) => new Refusal(400, oauthError('invalid_request', description));
const invalidClient = (description: string) => new Refusal(401, oauthError('invalid_client', description));

async function assertionIn(request: Request): Promise<string> {
  if (mediaTypeOf(request) !== 'application/x-www-form-urlencoded')
    throw invalidRequest('The Content-Type must be application/x-www-form-urlencoded');
  const text = await readText(request, LARGEST_FORM).catch(error => {
    throw error instanceof TooLarge || error instanceof TypeError ? invalidRequest('The body is no form') : error;
  });
  const form = new URLSearchParams(text);
  const only = (name: string): string => {
    const [value, ...others] = form.getAll(name);
    if (!value || others.length > 0) throw invalidRequest(`${name} must be there exactly once`);
    return value;
  };
  if (only('grant_type') !== 'client_credentials')
    throw new Refusal(400, oauthError('unsupported_grant_type', 'grant_type must be client_credentials'));
  if (only('client_assertion_type') !== ASSERTION_TYPE)
    throw invalidRequest(`client_assertion_type must be ${ASSERTION_TYPE}`);
  return only('client_assertion');
}

async function verified(...parameters: Parameters<typeof verifyAssertion>) {
  try {
    return await verifyAssertion(...parameters);
  } catch (error) {
    throw error instanceof AssertionRefused ? invalidClient(error.message) : error;
  }
}

/**
 * Remembers what was used until it is refused anyway. That is some time after it expires: an expiry is compared in whole
 * seconds, and what has just expired may have been verified before.
 */
function createReplayGuard(now: () => number) {
  const used = new Map<string, number>();
  return {
    /** @returns false for what is there already */
    add(key: string, expiresAt: number): boolean {
      for (const [old, until] of used) if (until + AFTER_EXPIRY <= now()) used.delete(old);
      if (used.has(key)) return false;
      used.set(key, expiresAt);
      return true;
    },
  };
}
