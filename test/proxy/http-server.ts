import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';
import { KEPT_ALIVE } from '../tools/kept-alive.js';

/** Serves on a port of its own until the test ends; gives the origin. */
export async function serveHttp(t: TestContext, listener: RequestListener): Promise<string> {
  const server = createServer(KEPT_ALIVE, listener);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
