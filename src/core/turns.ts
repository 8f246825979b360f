import type { Entry } from './entry.js';

/** Files that are worked on at the same time: each is in memory meanwhile. */
const CONCURRENCY = 2;

/** The queued files whose turn it is, in their order. A file that was held is under way until its run has ended. */
export function nextInTurn(entries: readonly Entry[]): Entry[] {
  const free = CONCURRENCY - entries.filter(({ abort }) => abort).length;
  const queued = entries.filter(({ state, abort }) => state.name === 'queued' && !abort);
  return queued.slice(0, free);
}

/**
 * Files that wait for an act of the user keep their bytes, because a file may be gone when they are needed again; but
 * as many as are worked on, and no more.
 */
export function spareMemory(entries: readonly Entry[]): void {
  const idle = entries.filter(({ abort, job }) => !abort && job.bytes);
  for (const { job } of idle.slice(0, -CONCURRENCY)) job.bytes = job.sha256 = undefined;
}
