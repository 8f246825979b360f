import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { destination, pino } from 'pino';
import { createRedoxProxy, type RedoxProxy, type RedoxProxyOptions } from '../../src/proxy/index.js';
import { speedUp } from './fast-clock.js';
import { GRANT } from './patient.js';

/** Proxies in a process of its own, one after the other, as the parent says. */
export type Order =
  | { type: 'start'; settings: ProxySettings }
  /** Whether the host's session is good. */
  | { type: 'session'; good: boolean }
  /** Finishes what is under way. */
  | { type: 'stop' };

export interface ProxySettings {
  redox: RedoxProxyOptions['redox'];
  dataDir: string;
  tokenLifetime: number;
  logFile: string;
  /** 0 for any. */
  port: number;
}

export type Report = { type: 'ready' } | { type: 'stopped' } | { type: 'listening'; port: number };

speedUp();
const tell = (report: Report) => process.send?.(report);
let running: { proxy: RedoxProxy; server: Server } | undefined;
let session = true;

async function start({ port, logFile, ...settings }: ProxySettings) {
  session = true;
  const proxy = createRedoxProxy({
    ...settings,
    tokenSecret: 'the secret of the proxies that are killed',
    authorize: () => (session ? GRANT : null),
    logger: pino({ level: 'trace' }, destination({ dest: logFile, sync: true })),
  });
  const server = createServer(getRequestListener(proxy));
  await once(server.listen(port, '127.0.0.1'), 'listening');
  running = { proxy, server };
  tell({ type: 'listening', port: (server.address() as AddressInfo).port });
}

async function stop() {
  await running?.proxy.close();
  running?.server.closeAllConnections();
  running?.server.close();
  running = undefined;
  tell({ type: 'stopped' });
}

process.on('message', (order: Order) => {
  switch (order.type) {
    case 'start':
      return start(order.settings);
    case 'session':
      session = order.good;
      return;
    case 'stop':
      return stop();
  }
});
process.on('disconnect', () => process.exit());
tell({ type: 'ready' });
