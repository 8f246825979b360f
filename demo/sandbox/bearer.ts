import { createMiddleware } from 'hono/factory';
import type { SandboxEnv } from './context.js';
import { errorDetail, Refusal } from './refusal.js';
import type { Tokens } from './tokens.js';

/** Lets a request through that bears a valid access token (RFC 6750), OAuth's or a legacy one, before its body is read. */
export const bearer = (tokens: Tokens) =>
  createMiddleware<SandboxEnv>(async (c, next) => {
    const token = /^Bearer +([\w.~+/-]+=*)$/i.exec(c.req.header('authorization') ?? '')?.[1];
    const source = token && tokens.sourceOf(token);
    if (!source)
      throw new Refusal(401, errorDetail('The access token is missing, expired or unknown'), {
        'www-authenticate': 'Bearer error="invalid_token"',
      });
    c.set('source', source);
    await next();
  });
