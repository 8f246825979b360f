import type { Source } from './sources.js';

/**
 * The part of a connection that a fault needs: the socket under the request. `@hono/node-server` hands it on; without it
 * (a `fetch` called in the same process) a cut connection is a rejected promise.
 */
export interface Connection {
  incoming?: { socket: { destroy(): void } };
}

export interface SandboxEnv {
  Bindings: Connection;
  Variables: {
    /** Whose access token the request bears; set by `bearer`. */
    source: Source;
  };
}
