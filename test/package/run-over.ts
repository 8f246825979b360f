import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { TestContext } from 'node:test';

/** Below the repository, whose files alone a browser gets, and where git and the compiler do not look. */
const CACHE = 'node_modules/.cache';

/** What a test run said, and how it ended. */
export interface Run {
  exitCode: unknown;
  said: string;
  lastLine: string | undefined;
}

/** The test run over a folder of test files, each given as its path and its source, in a process and a browser of its own. */
export const runOver = (t: TestContext, sources: Record<string, string>, ...args: string[]): Promise<Run> =>
  runIn('chromium', t, sources, ...args);

/** The same in other browsers, as `BROWSERS` names them. */
export async function runIn(
  browsers: string,
  t: TestContext,
  sources: Record<string, string>,
  ...args: string[]
): Promise<Run> {
  await mkdir(CACHE, { recursive: true });
  const folder = await mkdtemp(join(CACHE, 'runner-'));
  t.after(() => rm(folder, { recursive: true }));
  for (const [path, source] of Object.entries(sources)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), source);
  }
  return new Promise(resolve => {
    const environment = { ...process.env, TEST_DIR: folder, BROWSERS: browsers };
    execFile(process.execPath, ['--import=tsx', 'test/run.ts', ...args], { env: environment }, (error, stdout) =>
      resolve({ exitCode: error ? error.code : 0, said: stdout, lastLine: stdout.trimEnd().split('\n').at(-1) }),
    );
  });
}
