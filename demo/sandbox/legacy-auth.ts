import { Hono } from 'hono';
import * as z from 'zod/mini';
import { readJson } from './body.js';
import type { SandboxEnv } from './context.js';
import { errorDetail, Refusal } from './refusal.js';
import type { Source } from './sources.js';
import { createTokens, type Tokens } from './tokens.js';

/** In seconds: 24 hours. */
const ACCESS_LIFETIME = 24 * 60 * 60;
/** In seconds: 30 days; the documentation gives no number. */
const REFRESH_LIFETIME = 30 * ACCESS_LIFETIME;
const LARGEST_BODY = 64 * 1024;

const Authenticate = z.object({ apiKey: z.string(), secret: z.string() });
const Refresh = z.object({ apiKey: z.string(), refreshToken: z.string() });

export interface LegacyAuthOptions {
  sources: readonly Source[];
  tokens: Tokens;
  now: () => number;
}

/**
 * `POST /auth/authenticate` and `/auth/refreshToken`: access tokens for a legacy API key. A refresh token is good once;
 * the answer brings the next.
 */
export function legacyAuthRoutes({ sources, tokens, now }: LegacyAuthOptions) {
  const refreshTokens = createTokens(now);
  const answerFor = (source: Source) => {
    const { token, expiresAt } = tokens.issue(source, ACCESS_LIFETIME);
    return {
      accessToken: token,
      expires: new Date(expiresAt).toISOString(),
      refreshToken: refreshTokens.issue(source, REFRESH_LIFETIME).token,
    };
  };
  return new Hono<SandboxEnv>()
    .post('/auth/authenticate', async c => {
      const body = Authenticate.safeParse(await readJson(c.req.raw, LARGEST_BODY));
      if (!body.success) throw new Refusal(400, errorDetail('apiKey and secret are required'));
      const { apiKey, secret } = body.data;
      const source = sources.find(one => one.apiKey === apiKey && one.secret === secret);
      if (!source) throw new Refusal(401, errorDetail('The API key or its secret is wrong'));
      return c.json(answerFor(source));
    })
    .post('/auth/refreshToken', async c => {
      const body = Refresh.safeParse(await readJson(c.req.raw, LARGEST_BODY));
      if (!body.success) throw new Refusal(400, errorDetail('apiKey and refreshToken are required'));
      const source = refreshTokens.sourceOf(body.data.refreshToken);
      if (!source || source.apiKey !== body.data.apiKey)
        throw new Refusal(401, errorDetail('The refresh token is unknown, used or expired'));
      refreshTokens.revoke(body.data.refreshToken);
      return c.json(answerFor(source));
    });
}
