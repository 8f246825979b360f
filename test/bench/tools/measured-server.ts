import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import type { RedoxOptions } from '../../../src/proxy/index.js';

/** In milliseconds, as the proxy's own server keeps its connections. */
const KEPT = 75_000;

/** What a server has used up so far. */
export interface Usage {
  /** Seconds of processor time. */
  cpu: number;
  /** Bytes of memory, now. */
  memory: number;
  /** Bytes of memory, at the most. */
  peak: number;
}

/** How a server reaches Redox, as its parent knows it. */
export const redoxFromParent = (): RedoxOptions => JSON.parse(process.env.REDOX_OPTIONS ?? '') as RedoxOptions;

/** A folder that the parent removes. */
export const folderFromParent = (): string => process.env.SERVER_FOLDER ?? '';

/** Serves in a process of its own, tells its parent where, and answers each of its messages with what it has used. */
export async function serveMeasured(fetch: (request: Request) => Response | Promise<Response>): Promise<void> {
  const server = createAdaptorServer({ fetch }) as Server;
  // A client that is busy with 50 files looks at a connection after longer than Node keeps it by default.
  server.keepAliveTimeout = KEPT;
  await once(server.listen(0, '127.0.0.1'), 'listening');
  process.on('message', () => process.send?.(usage()));
  process.send?.({ port: (server.address() as AddressInfo).port });
}

function usage(): Usage {
  globalThis.gc?.();
  const { userCPUTime, systemCPUTime } = process.resourceUsage();
  return {
    cpu: (userCPUTime + systemCPUTime) / 1e6,
    memory: process.memoryUsage.rss(),
    // Not the resource usage's, which begins with what the parent had when it started this process.
    peak: Number(/^VmHWM:\s+(\d+)/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) * 1024,
  };
}
