import { asRecord } from '../records.js';
import type { AccessToken } from './access-tokens.js';
import type { RedoxAnswer } from './http.js';
import type { LegacyKey, RedoxSettings } from './options.js';
import { isAccessToken, requestToken, type TokenServices, tokenRefused } from './token-request.js';

/** In milliseconds: 24 hours, where Redox does not say. */
const TOKEN_LIFETIME = 24 * 60 * 60 * 1000;

/** Access tokens for a legacy API key: by its secret the first time, by the refresh token from then on. */
export function legacyTokens({ apiUrl, key }: RedoxSettings & { key: LegacyKey }, services: TokenServices) {
  const { apiKey, secret } = key;
  let refreshToken: string | undefined;

  const postJson = (path: string, body: object) =>
    requestToken(`${apiUrl}${path}`, 'application/json', async () => JSON.stringify(body), services);

  return async (): Promise<AccessToken> => {
    const refreshed = refreshToken ? await postJson('/auth/refreshToken', { apiKey, refreshToken }) : undefined;
    refreshToken = undefined;
    // A refresh token that has been used or has expired is no reason to fail: there is still the secret.
    const answer =
      refreshed && hasToken(refreshed) ? refreshed : await postJson('/auth/authenticate', { apiKey, secret });
    if (!hasToken(answer)) throw tokenRefused(answer);
    const { accessToken, expires, refreshToken: next } = answer.json;
    refreshToken = typeof next === 'string' ? next : undefined;
    return { token: accessToken, expiresAt: expiryOf(expires) };
  };
}

type TokenAnswer = RedoxAnswer & { json: { accessToken: string; expires?: unknown; refreshToken?: unknown } };

const hasToken = (answer: RedoxAnswer): answer is TokenAnswer =>
  answer.status === 200 && isAccessToken(asRecord(answer.json).accessToken);

/** Milliseconds since 1970. A time that cannot be read, or is over, says nothing: clocks differ. */
function expiryOf(expires: unknown): number {
  const at = typeof expires === 'string' ? Date.parse(expires) : Number.NaN;
  return at > Date.now() ? at : Date.now() + TOKEN_LIFETIME;
}
