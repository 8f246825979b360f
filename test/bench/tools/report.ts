/** One line of the result: a contestant in a measurement. */
export interface Row {
  contestant: string;
  /** Named figures with their unit in the name, such as `ms` or `blocked ms`. */
  figures: Readonly<Record<string, number>>;
}

/** What was to be reached, and whether it was. */
export interface Verdict {
  /** What is compared with what. */
  what: string;
  value: number;
  /** `value` is not to be over it. */
  goal: number;
}

export interface Report {
  name: string;
  rows: readonly Row[];
  verdicts: readonly Verdict[];
}

export const isReached = ({ value, goal }: Verdict): boolean => value <= goal;

const rounded = (value: number): number => Number(value.toPrecision(value >= 100 ? 4 : 3));

export function print({ name, rows, verdicts }: Report): void {
  console.log(`\n${name}`);
  console.table(
    Object.fromEntries(
      rows.map(({ contestant, figures }) => [
        contestant,
        Object.fromEntries(Object.entries(figures).map(([what, value]) => [what, rounded(value)])),
      ]),
    ),
  );
  for (const verdict of verdicts) {
    const { what, value, goal } = verdict;
    console.log(`${isReached(verdict) ? 'reached' : 'MISSED '} ${what}: ${rounded(value)} (goal: at most ${goal})`);
  }
}
