import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { RedoxOptions } from '../../../src/proxy/index.js';
import type { Usage } from './measured-server.js';

export interface ServerProcess {
  url: string;
  usage(): Promise<Usage>;
  stop(): Promise<void>;
}

/** One of `servers/`, in a process of its own. */
export async function startServer(name: string, redox: RedoxOptions): Promise<ServerProcess> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-server-'));
  const child = fork(join(import.meta.dirname, `../servers/${name}.ts`), {
    execArgv: ['--import=tsx', '--expose-gc'],
    env: { ...process.env, REDOX_OPTIONS: JSON.stringify(redox), SERVER_FOLDER: folder },
  });
  const [{ port }] = (await once(child, 'message')) as [{ port: number }];
  return {
    url: `http://127.0.0.1:${port}`,
    async usage() {
      const answer = once(child, 'message');
      child.send('usage');
      return (await answer)[0] as Usage;
    },
    async stop() {
      await ended(child);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The sandbox as `npm run sandbox` starts it. */
export async function startSandbox(): Promise<{ redox: RedoxOptions; url: string; stop(): Promise<void> }> {
  const child = spawn(process.execPath, ['--import=tsx', join(import.meta.dirname, '../../../demo/sandbox/start.ts')], {
    env: { ...process.env, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const environment: Record<string, string> = {};
  for await (const line of createInterface({ input: child.stdout })) {
    const at = line.indexOf('=');
    environment[line.slice(0, at)] = line.slice(at + 1);
    if (environment.REDOX_SOURCE_ID) break;
  }
  const { REDOX_API_URL: url = '', REDOX_API_KEY: apiKey = '', REDOX_SECRET: secret = '' } = environment;
  return { url, redox: { apiUrl: url, blobUrl: url, apiKey, secret }, stop: () => ended(child) };
}

async function ended(child: ChildProcess): Promise<void> {
  const exited = once(child, 'exit');
  child.kill();
  await exited;
}
