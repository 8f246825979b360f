import type { TokenResponse } from '../protocol/index.js';
import { type EffectiveLimits, readGrant, stricter } from './grant.js';
import type { RedoxProxyOptions } from './options.js';
import { ProblemError } from './problem-error.js';
import type { Tokens } from './tokens.js';

export interface IssueTokenServices {
  authorize: RedoxProxyOptions['authorize'];
  tokens: Tokens;
  limits: EffectiveLimits;
}

/**
 * `POST token`: a short-lived token for whoever the host's session says it is.
 * @throws {ProblemError} 401 where there is no session
 */
export async function issueToken(
  request: Request,
  origin: string | null,
  { authorize, tokens, limits }: IssueTokenServices,
): Promise<Response> {
  const given = await authorize(request);
  if (!given) throw new ProblemError(401, 'token-refused', { detail: 'There is no session' });
  const grant = readGrant(given);
  const { token, expiresAt } = await tokens.issue(grant, origin);
  const answer: TokenResponse = {
    token,
    expiresAt: expiresAt.toISOString(),
    limits: stricter(limits, grant.limits),
  };
  return Response.json(answer);
}
