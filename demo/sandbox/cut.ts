import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Context } from 'hono';
import type { SandboxEnv } from './context.js';

/**
 * Cuts the connection that a request came on, without an answer. A `fetch` with no connection under it is rejected, as
 * a client's would be.
 */
export function cut(c: Context<SandboxEnv>): Response {
  const socket = c.env?.incoming?.socket;
  if (!socket) throw new Error('The sandbox has cut the connection');
  socket.destroy();
  return RESPONSE_ALREADY_SENT;
}
