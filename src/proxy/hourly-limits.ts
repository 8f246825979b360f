import type { Spending } from './allowance.js';
import type { EffectiveLimits } from './grant.js';
import type { Ledger } from './ledger.js';
import { ProblemError } from './problem-error.js';

/**
 * Counts what somebody is about to upload or send against the hourly limits of their grant, where it has some.
 * @throws {ProblemError} 429 with `Retry-After` when it would be too much
 */
export async function countHourly(
  spending: Spending,
  { filesPerHour, bytesPerHour }: EffectiveLimits,
  ledger: Ledger,
): Promise<void> {
  if (filesPerHour === undefined && bytesPerHour === undefined) return;
  const { POSITIVE_INFINITY: open } = Number;
  const wait = await ledger.spend(spending, { files: filesPerHour ?? open, bytes: bytesPerHour ?? open });
  if (wait === undefined) return;
  throw new ProblemError(429, 'rate-limited', {
    detail: 'The grant allows no more for this hour',
    headers: { 'retry-after': String(Math.ceil(wait / 1000)) },
  });
}
