import { availableParallelism } from 'node:os';
import { relative } from 'node:path';
import { runProcess } from './run-process.js';
import { noTotals, sum, type Totals } from './totals.js';

const REPORTER = new URL('./node-totals-reporter.ts', import.meta.url).href;

/**
 * Runs test files by node:test, each in a process of its own: `node --test` counts a file without a test as one that
 * passed, and only a process of its own shows that it has none.
 * @param atOnce how many files run side by side
 */
export async function runNodeFiles(files: readonly string[], atOnce = availableParallelism()): Promise<Totals> {
  const waiting = files.values();
  const worker = async () => {
    let totals = noTotals();
    for (const file of waiting) totals = sum([totals, await runFile(file)]);
    return totals;
  };
  return sum(await Promise.all(Array.from({ length: atOnce }, worker)));
}

const runFile = (file: string): Promise<Totals> =>
  runProcess({
    name: relative('.', file),
    args: totalsFile => [
      '--import=tsx',
      '--test-reporter=spec',
      '--test-reporter-destination=stdout',
      `--test-reporter=${REPORTER}`,
      `--test-reporter-destination=${totalsFile}`,
      file,
    ],
  });
