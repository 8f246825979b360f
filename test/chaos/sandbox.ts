import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { type Credentials, createSandbox } from '../../demo/sandbox/index.js';
import { KEPT_ALIVE } from '../tools/kept-alive.js';

/** What Redox has taken in. */
export interface Received {
  files: { id: string; uri: string; name: string; type: string; size: number; sha256: string }[];
  messages: { id: number; receivedAt: string; message: unknown }[];
}

/** The sandbox on a port of its own, as a run needs it. */
export interface Sandbox {
  port: number;
  credentials: Pick<Credentials, 'clientId' | 'keyId' | 'privateKey' | 'sourceId'>;
  received(): Promise<Received>;
  /** The bytes of an uploaded or embedded file. */
  contents(path: string): Promise<Uint8Array>;
  /** Lets calls fail, as `POST /faults` takes it. */
  fault(fault: object): Promise<void>;
  /** Takes back the faults that are still to come. */
  calm(): Promise<void>;
  /** Waits for what it is still about to do for clients that are gone. */
  settle(): Promise<void>;
  /** Forgets everything. */
  clear(): Promise<void>;
  close(): Promise<void>;
}

export async function startSandbox(): Promise<Sandbox> {
  const sandbox = await createSandbox();
  const underWay = new Set<Promise<unknown>>();
  const server = createAdaptorServer({
    serverOptions: KEPT_ALIVE,
    fetch: (request, connection) => {
      const answer = sandbox.fetch(request, connection);
      underWay.add(answer);
      const done = () => underWay.delete(answer);
      answer.then(done, done);
      return answer;
    },
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const call = async (method: string, path: string, body?: object) => {
    const answer = await fetch(`http://127.0.0.1:${port}/_sandbox${path}`, {
      method,
      ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    if (!answer.ok) throw new Error(`The sandbox answered ${answer.status} to ${method} ${path}`);
    return answer;
  };
  const calm = async () => void (await call('DELETE', '/faults'));
  return {
    port,
    credentials: sandbox.credentials,
    received: async () => (await (await call('GET', '/received')).json()) as Received,
    contents: async path => (await call('GET', path)).bytes(),
    fault: async fault => void (await call('POST', '/faults', fault)),
    calm,
    async settle() {
      while (underWay.size > 0) await Promise.allSettled(underWay);
    },
    async clear() {
      await calm();
      await call('DELETE', '/received');
    },
    async close() {
      if ('closeAllConnections' in server) server.closeAllConnections();
      server.close();
      await sandbox.close();
    },
  };
}
