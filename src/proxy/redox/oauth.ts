import { signAssertion } from '../jwt.js';
import { asRecord } from '../records.js';
import type { AccessToken } from './access-tokens.js';
import type { ReadOAuthKey, RedoxSettings } from './options.js';
import { requestToken, tokenRefused } from './token-request.js';

const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
/** In seconds; Redox takes 5 minutes at most, and clocks differ. */
const ASSERTION_LIFETIME = 240;
/** In seconds, where Redox does not say ("Authenticate an OAuth API key"). */
const TOKEN_LIFETIME = 300;

/** Access tokens for a signed assertion (RFC 7523; Redox: "Authenticate an OAuth API key"). */
export const oauthTokens =
  ({ apiUrl, key: { privateKey, ...key } }: RedoxSettings & { key: ReadOAuthKey }) =>
  async (): Promise<AccessToken> => {
    const url = `${apiUrl}/v2/auth/token`;
    const assertion = await signAssertion({ ...key, key: privateKey, audience: url, lifetime: ASSERTION_LIFETIME });
    const form = new URLSearchParams({
      grant_type: 'client_credentials',
      client_assertion_type: ASSERTION_TYPE,
      client_assertion: assertion,
    });
    const answer = await requestToken(url, { body: form });
    const { access_token, expires_in } = asRecord(answer.json);
    if (answer.status !== 200 || typeof access_token !== 'string') throw tokenRefused(answer);
    const seconds = typeof expires_in === 'number' ? expires_in : TOKEN_LIFETIME;
    return { token: access_token, expiresAt: Date.now() + seconds * 1000 };
  };
