import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAdaptorServer, type HttpBindings } from '@hono/node-server';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { createSandbox } from '../../../demo/sandbox/index.js';
import { createRedoxProxy } from '../../../src/proxy/index.js';

export interface BenchServer {
  url: string;
  close(): Promise<void>;
}

/** Nothing to write down: the lines of a log are no part of what is measured. */
const silent = { info() {}, warn() {}, error() {} };

/** Pages, proxy and sandbox on one origin. Whoever asks for a token gets one, with a patient and a destination in it. */
export async function serveBench(pages: string): Promise<BenchServer> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-'));
  const app = new Hono<{ Bindings: HttpBindings }>();
  const server = createAdaptorServer({ fetch: app.fetch });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  // Thousands of messages are sent in minutes, to see what they cost.
  const sandbox = await createSandbox({ limits: { rate: Number.POSITIVE_INFINITY } });
  const { clientId, keyId, privateKey } = sandbox.credentials;
  const proxy = createRedoxProxy({
    redox: { apiUrl: `${url}/_sandbox`, blobUrl: `${url}/_sandbox`, clientId, keyId, privateKey },
    authorize: () => ({
      subject: 'bench',
      message: {
        Meta: { Destinations: [{ ID: 'af394f14-b34a-464f-8d24-895f370af4c9' }] },
        Patient: { Identifiers: [{ ID: '1', IDType: 'MR' }] },
      },
    }),
    tokenSecret: randomBytes(32).toString('hex'),
    dataDir: join(folder, 'proxy'),
    logger: silent,
  });
  app.all('/redox/*', c => proxy(c.req.raw));
  app.all('/_sandbox/*', c => sandbox.fetch(c.req.raw, c.env));
  app.use(serveStatic({ root: pages }));
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
