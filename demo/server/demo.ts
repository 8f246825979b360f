import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAdaptorServer, type HttpBindings } from '@hono/node-server';
import { createRedoxProxy } from '../../src/proxy/index.js';
import { createSandbox } from '../sandbox/index.js';
import { createApp } from './app.js';
import { buildPortal } from './build.js';
import { authorizer } from './grants.js';
import { createSessions } from './sessions.js';

export interface Demo {
  /** `http://127.0.0.1:{port}` */
  url: string;
  /** Stops serving and removes everything from disk. */
  close(): Promise<void>;
}

type Answer = (request: Request, connection: HttpBindings) => Response | Promise<Response>;

/**
 * Portal, proxy and sandbox on one port, reachable from this computer alone. The proxy talks to the sandbox over HTTP as
 * it would to Redox, so the port is taken before either exists.
 * @param port 0 picks a free one
 * @throws the system's error, where the port cannot be listened to
 */
export async function startDemo(port: number): Promise<Demo> {
  let answer: Answer = () => new Response('The demo is starting.', { status: 503, headers: { 'Retry-After': '1' } });
  const server = createAdaptorServer({ fetch: (request, connection) => answer(request, connection as HttpBindings) });
  await once(server.listen(port, '127.0.0.1'), 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const folder = await mkdtemp(join(tmpdir(), 'willowmere-'));
  const pages = join(folder, 'pages');
  await buildPortal(pages);
  const sessions = createSessions();
  const sandbox = await createSandbox();
  const { clientId, keyId, privateKey, sourceId } = sandbox.credentials;
  const api = `${url}/_sandbox`;
  const proxy = createRedoxProxy({
    redox: { apiUrl: api, blobUrl: api, clientId, keyId, privateKey, sourceId },
    authorize: authorizer(sessions),
    tokenSecret: randomBytes(32).toString('hex'),
    dataDir: join(folder, 'proxy'),
  });
  const app = await createApp({ pages, sessions, proxy, sandbox: sandbox.fetch });
  answer = app.fetch;

  return {
    url,
    async close() {
      server.close();
      if ('closeAllConnections' in server) server.closeAllConnections();
      await proxy.close();
      await sandbox.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
