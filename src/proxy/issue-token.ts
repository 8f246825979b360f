import type { TokenResponse } from '../protocol/index.js';
import type { Exchange } from './exchange.js';
import { type EffectiveLimits, readGrant, stricter } from './grant.js';
import type { RedoxProxyOptions } from './options.js';
import { ProblemError } from './problem-error.js';
import type { Owner } from './secrets.js';
import type { Tokens } from './tokens.js';

export interface IssueTokenServices {
  authorize: RedoxProxyOptions['authorize'];
  tokens: Tokens;
  limits: EffectiveLimits;
  ownerOf: (subject: string) => Owner;
}

/** Names the token that the new one is to replace. */
export const PREVIOUS_TOKEN = 'previous-token';

/**
 * `POST token`: a short-lived token for whoever the host's session says it is. In place of an earlier one it is for the
 * same subject alone: what a user has begun does not go on as somebody else who has signed in since, in another tab.
 * @throws {ProblemError} 401 where there is no session, 403 where it is not the earlier token's
 */
export async function issueToken(
  exchange: Exchange,
  { authorize, tokens, limits, ownerOf }: IssueTokenServices,
): Promise<Response> {
  const given = await authorize(exchange.request);
  if (!given) throw new ProblemError(401, 'token-refused', { detail: 'There is no session' });
  const grant = readGrant(given);
  exchange.user = ownerOf(grant.subject).id;
  const previous = exchange.request.headers.get(PREVIOUS_TOKEN);
  if (previous !== null && (await tokens.subjectOf(previous)) !== grant.subject)
    throw new ProblemError(403, 'token-refused', { detail: 'The token before was not for the user of this session' });
  const { token, expiresAt } = await tokens.issue(grant, exchange.origin);
  const answer: TokenResponse = {
    token,
    expiresAt: expiresAt.toISOString(),
    limits: stricter(limits, grant.limits),
  };
  return Response.json(answer);
}
