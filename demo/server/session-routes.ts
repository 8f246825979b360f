import { Hono } from 'hono';
import { giveSessionId, SIGNED_OUT, sessionIdOf } from './session-cookie.js';
import type { Sessions } from './sessions.js';

/** What the page may know of its session: whether there is one, and what was sent in it. */
export function createSessionRoutes(sessions: Sessions): Hono {
  const routes = new Hono();
  routes.use('/session', async (c, next) => {
    await next();
    c.header('Cache-Control', 'no-store');
  });
  routes.get('/session', c => {
    const session = sessions.find(sessionIdOf(c.req.raw));
    return c.json({ signedIn: session !== undefined, receipts: session?.receipts ?? [] });
  });
  routes.post('/session', c => {
    sessions.end(sessionIdOf(c.req.raw));
    giveSessionId(c, sessions.open().id);
    return c.body(null, 204);
  });
  routes.delete('/session', c => {
    sessions.end(sessionIdOf(c.req.raw));
    giveSessionId(c, SIGNED_OUT);
    return c.body(null, 204);
  });
  return routes;
}
