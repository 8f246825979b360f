import type { Entry } from './entry.js';
import { isWorking } from './file-state.js';

/**
 * The file whose place a new one takes: where there is room for one, as with `<input type=file>`, one that was not sent.
 * @param isFirst of those that come together, of which the first stays
 */
export const replacedIn = (entries: readonly Entry[], maxFiles: number, isFirst: boolean): Entry | undefined =>
  entries.find(
    ({ state }) =>
      maxFiles === 1 && (isFirst || state.name === 'failed') && !isWorking(state.name) && state.name !== 'sent',
  );

/** Whether there are as many as may be. One that failed keeps its place if it can be tried again. */
export const isFull = (entries: readonly Entry[], maxFiles: number): boolean =>
  entries.filter(({ snapshot }) => snapshot.error?.retryable !== false).length >= maxFiles;
