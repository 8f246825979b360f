/** Figures of repeated runs on a machine that others use too: medians, and ratios rather than times. */

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = sorted.length >> 1;
  const [low, high] = [sorted[sorted.length % 2 ? middle : middle - 1], sorted[middle]];
  if (low === undefined || high === undefined) throw new Error('There is no median of nothing');
  return (low + high) / 2;
}

/** @param share of the values that are not over the result, 0 to 1 */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  const value = sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)];
  if (value === undefined) throw new Error('There is no percentile of nothing');
  return value;
}

/** The median of the ratios of runs that stood side by side: what slows the machine down slows both. */
export const pairedRatio = (values: readonly number[], beside: readonly number[]): number =>
  median(values.map((value, at) => value / (beside[at] ?? Number.NaN)));

/**
 * Runs every contestant once before any of them again, in an order that turns, so that none has the quiet minutes for
 * itself or always follows the same other.
 * @returns each contestant's results, in the order of the runs
 */
export async function interleaved<Name extends string, Result>(
  names: readonly Name[],
  runs: number,
  run: (name: Name) => Promise<Result>,
): Promise<Record<Name, Result[]>> {
  const results = Object.fromEntries(names.map(name => [name, [] as Result[]])) as Record<Name, Result[]>;
  for (let at = 0; at < runs; at++) {
    const turn = at % names.length;
    for (const name of [...names.slice(turn), ...names.slice(0, turn)]) results[name].push(await run(name));
  }
  return results;
}
