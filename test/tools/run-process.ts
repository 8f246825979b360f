import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { failure, isEmpty, noTotals, readTotals, sum, type Totals } from './totals.js';

/** A test file that has not ended by then never will. In milliseconds. */
const TIME_LIMIT = 5 * 60_000;

export interface TestProcess {
  /** What is run, for the reader. */
  name: string;
  /** Arguments of Node, given the file that takes the totals; it is also in the environment as `TOTALS_FILE`. */
  args(totalsFile: string): string[];
  /** What the environment holds besides. */
  environment?: Record<string, string>;
  /** In milliseconds, for what runs more than one test file. */
  timeLimit?: number;
}

/**
 * Runs tests in a process of their own and shows what it said when it has ended, so that several can run side by side.
 * What ends without a failed test and is still not right (an exit code, no totals, no test) counts as one failure.
 */
export async function runProcess({ name, args, environment, timeLimit }: TestProcess): Promise<Totals> {
  const folder = await mkdtemp(join(tmpdir(), 'test-totals-'));
  try {
    const totalsFile = join(folder, 'totals.json');
    const { said, ending } = await endOf(args(totalsFile), { ...environment, TOTALS_FILE: totalsFile }, timeLimit);
    console.log(`\n${name}\n${stripVTControlCharacters(said).trimEnd()}`);
    const totals = (await readTotals(totalsFile)) ?? noTotals();
    const wrong =
      ending !== '0' ? `the process ended with ${ending}` : isEmpty(totals) ? 'no test was found' : undefined;
    if (!wrong || totals.failed > 0) return totals;
    return sum([totals, failure(`${name}: ${wrong}`)]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** @returns all output, and the exit code or the signal that ended the process */
async function endOf(args: string[], environment: Record<string, string>, timeout = TIME_LIMIT) {
  // Inherited from a test runner around this one, it would turn the reports into that one's own protocol.
  const { NODE_TEST_CONTEXT: _outer, ...inherited } = process.env;
  const child = spawn(process.execPath, args, {
    env: { ...inherited, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout,
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', chunk => {
      said += chunk;
    });
  const ending = await new Promise<string>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve(signal ?? String(code)));
  });
  return { said, ending };
}
