import type { Grant } from '../protocol/index.js';
import type { Exchange } from './exchange.js';
import { type EffectiveLimits, stricter } from './grant.js';
import { ProblemError } from './problem-error.js';
import type { Owner } from './secrets.js';
import type { Tokens } from './tokens.js';

/** Who makes a request, and what they may do. */
export interface Session {
  owner: Owner;
  /** Of the request, for the audit trail. */
  requestId: string;
  grant: Grant;
  limits: EffectiveLimits;
}

export interface SessionServices {
  tokens: Tokens;
  ownerOf: (subject: string) => Owner;
  limits: EffectiveLimits;
}

/**
 * The session of the Bearer token (RFC 6750) that a request carries.
 * @throws {ProblemError} 401
 */
export async function openSession(exchange: Exchange, { tokens, ownerOf, limits }: SessionServices): Promise<Session> {
  const { request, origin, requestId } = exchange;
  const token = /^Bearer +([\w.-]+)$/i.exec(request.headers.get('authorization') ?? '')?.[1];
  const grant = token ? await tokens.open(token, origin) : null;
  if (!grant)
    throw new ProblemError(401, 'token-refused', {
      detail: 'The token is missing, expired or not for this origin',
      headers: { 'www-authenticate': 'Bearer error="invalid_token"' },
    });
  const owner = ownerOf(grant.subject);
  exchange.user = owner.id;
  return { owner, requestId, grant, limits: stricter(limits, grant.limits) };
}
