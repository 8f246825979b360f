import { fileURLToPath } from 'node:url';
import { runProcess } from './run-process.js';
import type { Totals } from './totals.js';

const RUNNER = fileURLToPath(new URL('./dist/bin.js', import.meta.resolve('@web/test-runner')));
const CONFIG = fileURLToPath(new URL('../../web-test-runner.config.js', import.meta.url));

/** Runs component tests in browsers by @web/test-runner, all of them in one process. */
export const runBrowserFiles = (files: readonly string[]): Promise<Totals> =>
  runProcess({
    name: 'Component tests',
    args: () => [RUNNER, '--config', CONFIG, '--files', ...files],
  });
