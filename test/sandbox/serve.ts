import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import type { TestContext } from 'node:test';
import { createAdaptorServer, type HttpBindings } from '@hono/node-server';
import { type Credentials, createSandbox, type SandboxOptions } from '../../demo/sandbox/index.js';
import { KEPT_ALIVE } from '../tools/kept-alive.js';

export interface ServedSandbox {
  origin: string;
  /** `/upload` → the URL of the sandbox's upload. */
  url(path: string): string;
  credentials: Credentials;
  allCredentials: readonly Credentials[];
  environment: Record<string, string>;
  /** Where the bytes of files are. */
  bytesFolder: string;
  /** Every request so far. */
  requests: readonly SeenRequest[];
}

export interface SeenRequest {
  /** Below the sandbox's own: `/upload`. */
  path: string;
  /** By the clock of `performance.now()`. */
  at: number;
  /** How many were under way with it, itself included. */
  together: number;
}

/** How many files lie on the sandbox's disk. */
export const bytesOnDisk = async ({ bytesFolder }: ServedSandbox) => (await readdir(bytesFolder)).length;

/** A sandbox on a port of its own, gone when the test ends. */
export async function serveSandbox(t: TestContext, options?: SandboxOptions): Promise<ServedSandbox> {
  const sandbox = await createSandbox(options);
  const requests: SeenRequest[] = [];
  let together = 0;
  const server = createAdaptorServer({
    serverOptions: KEPT_ALIVE,
    async fetch(request, connection) {
      const path = new URL(request.url).pathname.replace('/_sandbox', '');
      requests.push({ path, at: performance.now(), together: ++together });
      try {
        return await sandbox.fetch(request, connection as HttpBindings);
      } finally {
        together--;
      }
    },
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  t.after(async () => {
    if ('closeAllConnections' in server) server.closeAllConnections();
    server.close();
    await sandbox.close();
  });
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const environment = sandbox.environment(origin);
  return {
    origin,
    url: path => `${origin}/_sandbox${path}`,
    credentials: sandbox.credentials,
    allCredentials: sandbox.allCredentials,
    environment,
    bytesFolder: join(dirname(environment.REDOX_PRIVATE_KEY ?? ''), 'bytes'),
    requests,
  };
}
