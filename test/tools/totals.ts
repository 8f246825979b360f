import { readFile } from 'node:fs/promises';
import * as z from 'zod/mini';

/** What became of tests; suites are not counted. */
const Totals = z.object({ passed: z.int(), failed: z.int(), skipped: z.int() });
export type Totals = z.infer<typeof Totals>;

export const noTotals = (): Totals => ({ passed: 0, failed: 0, skipped: 0 });

export function sum(all: readonly Totals[]): Totals {
  const total = noTotals();
  for (const { passed, failed, skipped } of all) {
    total.passed += passed;
    total.failed += failed;
    total.skipped += skipped;
  }
  return total;
}

export const isEmpty = ({ passed, failed, skipped }: Totals): boolean => passed + failed + skipped === 0;

/** What a reporter wrote; undefined when the process ended before it could. */
export async function readTotals(file: string): Promise<Totals | undefined> {
  try {
    return Totals.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    return undefined;
  }
}
