import { asRecord } from '../records.js';
import type { AccessToken } from './access-tokens.js';
import type { LegacyKey, RedoxSettings } from './options.js';
import { requestToken, tokenRefused } from './token-request.js';

/** In milliseconds: 24 hours, where Redox does not say. */
const TOKEN_LIFETIME = 24 * 60 * 60 * 1000;

/** Access tokens for a legacy API key: by its secret the first time, by the refresh token from then on. */
export function legacyTokens({ apiUrl, key }: RedoxSettings & { key: LegacyKey }) {
  const { apiKey, secret } = key;
  let refreshToken: string | undefined;

  const postJson = (path: string, body: object) =>
    requestToken(`${apiUrl}${path}`, {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });

  return async (): Promise<AccessToken> => {
    let answer = refreshToken ? await postJson('/auth/refreshToken', { apiKey, refreshToken }) : undefined;
    // A refresh token that has been used or has expired is no reason to fail: there is still the secret.
    if (answer?.status !== 200) answer = await postJson('/auth/authenticate', { apiKey, secret });
    const { accessToken, expires, refreshToken: next } = asRecord(answer.json);
    if (answer.status !== 200 || typeof accessToken !== 'string') throw tokenRefused(answer);
    refreshToken = typeof next === 'string' ? next : undefined;
    const expiresAt = typeof expires === 'string' ? Date.parse(expires) : Number.NaN;
    return { token: accessToken, expiresAt: Number.isNaN(expiresAt) ? Date.now() + TOKEN_LIFETIME : expiresAt };
  };
}
