/** Hourly limits count over a rolling hour. In milliseconds. */
export const SPENDING_WINDOW = 60 * 60 * 1000;

/** What counts against an owner's hourly limits. */
export interface Spending {
  /** Keyed hash of the subject. */
  owner: string;
  /** The message's key; of an upload, unlike any other. */
  id: string;
  /** Files are counted among uploads and among sends, bytes over both. */
  kind: 'upload' | 'send';
  bytes: number;
}

/** A spending that counts, and since when: milliseconds since 1970. */
export type Spent = Pick<Spending, 'id' | 'kind' | 'bytes'> & { at: number };

/** What an owner may spend within the window; `Infinity` where it is open. */
export interface Allowance {
  /** Of uploads, and of sends. */
  files: number;
  bytes: number;
}

/**
 * Whether a spending fits in an allowance beside what was spent before.
 * @param earlier the owner's, in any order; what is over or has the same identifier does not count
 * @returns 0 when it fits; else the milliseconds after which it will, where it ever can
 */
export function waitUntilItFits(
  earlier: Iterable<Spent>,
  { id, kind, bytes }: Omit<Spending, 'owner'>,
  allowance: Allowance,
  now: number,
): number {
  // Times that are still to come were written before the clock was set back; far ones would count for as long.
  const counting = [...earlier]
    .filter(spent => spent.id !== id && Math.abs(now - spent.at) < SPENDING_WINDOW)
    .sort((one, other) => one.at - other.at);
  let files = 1 + counting.filter(spent => spent.kind === kind).length;
  let total = counting.reduce((sum, spent) => sum + spent.bytes, bytes);
  let wait = 0;
  for (const spent of counting) {
    if (files <= allowance.files && total <= allowance.bytes) break;
    if (spent.kind === kind) files--;
    total -= spent.bytes;
    wait = spent.at + SPENDING_WINDOW - now;
  }
  return files <= allowance.files && total <= allowance.bytes ? wait : SPENDING_WINDOW;
}
