import { readFile } from 'node:fs/promises';
import * as z from 'zod/mini';

/** What became of tests; suites are not counted. `failures` says of each that failed which it is, and why. */
const Totals = z.object({ passed: z.int(), failed: z.int(), skipped: z.int(), failures: z.array(z.string()) });
export type Totals = z.infer<typeof Totals>;

export const noTotals = (): Totals => ({ passed: 0, failed: 0, skipped: 0, failures: [] });

export function sum(all: readonly Totals[]): Totals {
  const total = noTotals();
  for (const { passed, failed, skipped, failures } of all) {
    total.passed += passed;
    total.failed += failed;
    total.skipped += skipped;
    total.failures.push(...failures);
  }
  return total;
}

/** One failure of something that is no test, such as a process. */
export const failure = (what: string): Totals => ({ ...noTotals(), failed: 1, failures: [what] });

export const isEmpty = ({ passed, failed, skipped }: Totals): boolean => passed + failed + skipped === 0;

/** What a reporter wrote; undefined when the process ended before it could. */
export async function readTotals(file: string): Promise<Totals | undefined> {
  try {
    return Totals.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    return undefined;
  }
}
