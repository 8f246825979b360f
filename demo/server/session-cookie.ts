import type { Context } from 'hono';
import { setCookie } from 'hono/cookie';
import { parse } from 'hono/utils/cookie';

const NAME = 'portal-session';

/** Stands in the cookie of somebody who signed out, so that the next page does not sign them in again. */
export const SIGNED_OUT = 'signed-out';

/** What the browser sent: a session's id, `SIGNED_OUT`, or nothing. */
export const sessionIdOf = (request: Request): string | undefined =>
  parse(request.headers.get('cookie') ?? '', NAME)[NAME];

/** Out of the reach of scripts, and never sent along by another site. */
export function giveSessionId(c: Context, id: string): void {
  setCookie(c, NAME, id, {
    httpOnly: true,
    sameSite: 'Strict',
    path: '/',
    // The demo runs on http, where some browsers drop a cookie that is marked as secure.
    secure: new URL(c.req.url).protocol === 'https:',
  });
}
