import { signAssertion } from '../jwt.js';
import { asRecord } from '../records.js';
import type { AccessToken } from './access-tokens.js';
import type { ReadOAuthKey, RedoxSettings } from './options.js';
import { isAccessToken, requestToken, type TokenServices, tokenRefused } from './token-request.js';

const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
/** In seconds; Redox takes 5 minutes at most, and clocks differ: ours may be behind by the first, or ahead by the second. */
const ASSERTION = { lifetime: 240, age: 30 };
/** In seconds, where Redox does not say ("Authenticate an OAuth API key"). */
const TOKEN_LIFETIME = 300;
/** In seconds: a legacy token's 24 hours. */
const LONGEST_LIFETIME = 24 * 60 * 60;

/** Access tokens for a signed assertion (RFC 7523; Redox: "Authenticate an OAuth API key"). */
export const oauthTokens =
  ({ apiUrl, key: { privateKey, ...key } }: RedoxSettings & { key: ReadOAuthKey }, services: TokenServices) =>
  async (): Promise<AccessToken> => {
    const url = `${apiUrl}/v2/auth/token`;
    const form = async () => {
      const assertion = await signAssertion({ ...key, key: privateKey, audience: url, ...ASSERTION });
      return new URLSearchParams({
        grant_type: 'client_credentials',
        client_assertion_type: ASSERTION_TYPE,
        client_assertion: assertion,
      }).toString();
    };
    const answer = await requestToken(url, 'application/x-www-form-urlencoded', form, services);
    const { access_token, expires_in } = asRecord(answer.json);
    if (answer.status !== 200 || !isAccessToken(access_token)) throw tokenRefused(answer);
    return { token: access_token, expiresAt: Date.now() + lifetimeOf(expires_in) * 1000 };
  };

/** In seconds. A number by RFC 6749 section 5.1, but sent as a text, too; what is neither says nothing. */
function lifetimeOf(expiresIn: unknown): number {
  const seconds = typeof expiresIn === 'string' ? Number(expiresIn) : expiresIn;
  return typeof seconds === 'number' && seconds > 0 ? Math.min(seconds, LONGEST_LIFETIME) : TOKEN_LIFETIME;
}
