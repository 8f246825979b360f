import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { Socket } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import type { RedoxProxy } from '../create-redox-proxy.js';
import { ConfigurationError } from './configuration-error.js';

/** In milliseconds. */
const TIMES = {
  /** A file in one request over a slow line takes long; that it does not come to a halt is watched where it is read. */
  request: 60 * 60_000,
  headers: 15_000,
  /** Longer than load balancers keep a connection, so that they close it and not we, under a request. */
  keepAlive: 75_000,
  grace: 10_000,
  idleCheck: 200,
};

export interface ServeOptions {
  host: string;
  port: number;
  /** Without a slash at its end. */
  basePath: string;
  /** In milliseconds: for bytes that are still coming when we are to end; the upload goes on at the next process. */
  grace?: number;
}

export interface Served {
  /** Which is another than the one asked for where that was 0. */
  port: number;
  /** Takes nothing new, and ends when everything under way is answered. */
  close(): Promise<void>;
}

/**
 * Serves the proxy below its base path.
 * @throws {ConfigurationError} where it cannot listen
 */
export async function serve(
  proxy: RedoxProxy,
  { host, port, basePath, grace = TIMES.grace }: ServeOptions,
): Promise<Served> {
  const listener = getRequestListener(
    request => (isBelow(basePath, request.url) ? proxy(request) : new Response(null, { status: 404 })),
    // The page's own globals are nobody's to replace here.
    { overrideGlobalObjects: false },
  );
  const underWay = new Set<IncomingMessage>();
  const connections = new Set<Socket>();
  const server = createServer({ keepAlive: true, requestTimeout: TIMES.request, headersTimeout: TIMES.headers });
  server.keepAliveTimeout = TIMES.keepAlive;
  server.on('request', (request, response) => {
    underWay.add(request);
    response.once('close', () => underWay.delete(request));
    void listener(request, response);
  });
  server.on('connection', connection => {
    connections.add(connection);
    connection.once('close', () => connections.delete(connection));
  });
  await listen(server, host, port);
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : port,
    async close() {
      const ended = once(server.close(), 'close');
      const latest = performance.now() + grace;
      const check = setInterval(() => {
        // A connection that is kept for a next request is one that nobody will make.
        server.closeIdleConnections();
        if (performance.now() > latest) closeUnanswerable(connections, underWay);
      }, TIMES.idleCheck);
      await Promise.all([ended, proxy.close()]);
      clearInterval(check);
    },
  };
}

/**
 * Closes what has not brought a whole request: bytes that are still coming, half a header, or nothing at all, as of a
 * connection that was opened beforehand. A server that closes waits for each of them, and has no time limits any more.
 */
function closeUnanswerable(connections: ReadonlySet<Socket>, underWay: ReadonlySet<IncomingMessage>): void {
  const answered = new Set([...underWay].filter(({ complete }) => complete).map(({ socket }) => socket));
  for (const connection of connections) if (!answered.has(connection)) connection.destroy();
}

const isBelow = (basePath: string, url: string): boolean => new URL(url).pathname.startsWith(`${basePath}/`);

async function listen(server: Server, host: string, port: number): Promise<void> {
  try {
    await once(server.listen(port, host), 'listening');
  } catch (error) {
    const { code = 'error' } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE' || code === 'EACCES')
      throw new ConfigurationError('PORT', `${port} cannot be listened on (${code})`);
    throw new ConfigurationError('HOST', `is no address of this machine (${code})`);
  }
}
