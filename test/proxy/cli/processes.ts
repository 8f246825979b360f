import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';

const pathOf = (file: string) => fileURLToPath(new URL(file, import.meta.url));
export const MAIN = pathOf('../../../src/proxy/cli/main.ts');
const SANDBOX = pathOf('../../../demo/sandbox/start.ts');

export type Environment = Record<string, string>;

/** The variables that a process needs whatever it runs; nothing of ours that may stand in the tests' own environment. */
const bare = (): Environment => ({ PATH: process.env.PATH ?? '' });

function start(t: TestContext, file: string, parameters: string[], environment: Environment): ChildProcess {
  const child = spawn(process.execPath, ['--import', 'tsx', file, ...parameters], {
    env: { ...bare(), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = once(child, 'exit');
  t.after(() => {
    child.kill('SIGKILL');
    return exited;
  });
  return child;
}

/** A folder that is gone when the test ends. */
export async function temporaryFolder(t: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'redox-cli-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** The command line run to its end. */
export async function run(
  t: TestContext,
  parameters: string[],
  environment: Environment = {},
): Promise<{ exitCode: number; stdout: string; stderr: string }> {
  const child = start(t, MAIN, parameters, environment);
  const said = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const)
    child[stream]?.on('data', chunk => {
      said[stream] += chunk;
    });
  const [exitCode] = (await once(child, 'close')) as [number];
  return { exitCode, ...said };
}

/** `npm run sandbox` on a free port: the environment that it prints. */
export async function startSandbox(t: TestContext): Promise<Environment> {
  const child = start(t, SANDBOX, [], { PORT: '0' });
  const environment: Environment = {};
  assert.ok(child.stdout);
  for await (const line of createInterface({ input: child.stdout })) {
    const [, key, value] = /^(\w+)=(\S+)$/.exec(line) ?? [];
    if (key && value) environment[key] = value;
    if (key === 'REDOX_SOURCE_ID') break;
  }
  return environment;
}

export interface StartedProxy {
  child: ChildProcess;
  /** `http://127.0.0.1:41234` */
  origin: string;
  /** What it has logged. */
  log(): string;
  /** Its exit code. */
  ended: Promise<number | null>;
}

/** `redox-file-sender proxy` on a free port, once it listens. */
export async function startProxy(t: TestContext, environment: Environment): Promise<StartedProxy> {
  const child = start(t, MAIN, ['proxy'], { PORT: '0', ...environment });
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  let log = '';
  child.stderr?.on('data', chunk => {
    log += chunk;
  });
  const port = await new Promise<number>((resolve, reject) => {
    ended.then(code => reject(new Error(`The proxy ended with ${code}: ${log}`)));
    child.stdout?.on('data', chunk => {
      log += chunk;
      const [, listening] = /"port":(\d+).*"msg":"listening"/.exec(log) ?? [];
      if (listening) resolve(Number(listening));
    });
  });
  return { child, origin: `http://127.0.0.1:${port}`, log: () => log, ended };
}
