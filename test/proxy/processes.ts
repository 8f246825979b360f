import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { TokenResponse } from '../../src/protocol/index.js';
import type { Ledger, Limits, RedoxProxyOptions } from '../../src/proxy/index.js';
import { startProxy } from './setup.js';

const SCRIPT = fileURLToPath(new URL('proxy-process.ts', import.meta.url));

export interface ProcessOptions {
  redox: RedoxProxyOptions['redox'];
  dataDir: string;
  limits?: Limits;
  origins?: string[];
  /** Where it listens; anywhere by default. */
  port?: number;
  /** A call of the ledger's that is never made. */
  stopBefore?: keyof Ledger;
}

export interface RunningProxy {
  child: ChildProcess;
  /** Without the slash at the end. */
  url: string;
  /** The client's. */
  token: string;
  call(method: string, path: string, headers: Record<string, string>, body?: BodyInit): Promise<Response>;
}

/** A sandbox and a folder, for proxies in processes of their own. */
export async function prepare(t: TestContext) {
  const { sandbox, redox, dataDir, proxy } = await startProxy(t);
  await proxy.close();
  return { sandbox, redox, dataDir };
}

/** A proxy in a process of its own, and a client of it with a token. */
export async function startProcess(t: TestContext, options: ProcessOptions): Promise<RunningProxy> {
  const child = fork(SCRIPT, {
    execArgv: ['--import', 'tsx'],
    env: { ...process.env, PROXY_OPTIONS: JSON.stringify(options) },
  });
  t.after(() => child.kill('SIGKILL'));
  const { port } = (await messageOf(child)) as { port: number };
  const url = `http://127.0.0.1:${port}`;
  const { token } = (await (await fetch(`${url}/token`, { method: 'POST' })).json()) as TokenResponse;
  return {
    child,
    url,
    token,
    call: (method, path, headers, body) =>
      fetch(`${url}/${path}`, {
        method,
        headers: { authorization: `Bearer ${token}`, ...headers },
        ...(body !== undefined && { body }),
      }),
  };
}

/** A proxy that comes back at the same place when it was killed. */
export async function restartable(t: TestContext, options: ProcessOptions) {
  let running = await startProcess(t, options);
  const { url } = running;
  return {
    url,
    async killAndStart() {
      await kill(running.child);
      running = await startProcess(t, { ...options, port: Number(new URL(url).port) });
    },
  };
}

/** What a process tells next. */
export const messageOf = async (child: ChildProcess): Promise<unknown> => (await once(child, 'message'))[0];

export async function kill(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  await once(child, 'exit');
}
