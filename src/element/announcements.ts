import { isWorking, type SenderFile } from '../core/index.js';
import { isStuck, shareOf, statusText } from './file-status.js';
import type { Catalogue } from './texts/catalogue.js';
import { formatShare } from './texts/format-progress.js';
import type { Phrases } from './texts/phrases.js';

/** Up to this many failures at a time are told file by file. */
const NAMED = 2;
/** States that are worth a word of their own; what lies between them takes a moment. */
const TOLD: readonly SenderFile['state'][] = ['waiting', 'uploading', 'sending', 'paused', 'ready', 'sent'];

const COUNTED = ['waiting', 'working', 'paused', 'ready', 'sent', 'failed'] as const;

/** How many files stand where: `2 files sent, 1 file with a problem`. */
export function summaryOf(files: readonly SenderFile[], phrase: Phrases<Catalogue>): string {
  const counts = COUNTED.flatMap(group => {
    const count = files.filter(({ state }) => (isWorking(state) ? 'working' : state) === group).length;
    return count > 0 ? phrase(`count-${group}`, { count }) : [];
  });
  // One alone is no list, and the first use of Intl takes a while.
  return counts.length > 1 ? new Intl.ListFormat(phrase.locale, { type: 'unit' }).format(counts) : (counts[0] ?? '');
}

/** Quarters of the way, by bytes, that all files together have behind them. */
function quartersOf(files: readonly SenderFile[]): number {
  let done = 0;
  let all = 0;
  for (const file of files) {
    if (file.state === 'failed') continue;
    all += file.file.size;
    done += file.file.size * (['sent', 'ready'].includes(file.state) ? 1 : (shareOf(file) ?? 0));
  }
  return all > 0 ? Math.floor((4 * done) / all) : 0;
}

/**
 * What a screen reader is to be told, each thing once: of one file its start, quarters, and outcome; of several how
 * many, how far together, what failed, and how it ended; and that the connection is gone.
 * @param before the files when it was last asked
 */
export function newsOf(
  before: readonly SenderFile[],
  files: readonly SenderFile[],
  phrase: Phrases<Catalogue>,
  choosing: boolean,
): string[] {
  const known = new Map(before.map(file => [file.id, file]));
  // A file may have failed, been tried again and failed again meanwhile.
  const changed = files.filter(
    ({ id, state, error }) => known.get(id)?.state !== state || known.get(id)?.error !== error,
  );
  const tell = (file: SenderFile) => phrase('told', { name: file.file.name, text: statusText(file, phrase, choosing) });
  const failed = changed.filter(({ state }) => state === 'failed');
  const lost = files.some(isStuck) && !before.some(isStuck);
  const quarters = quartersOf(files);
  const milestone =
    quarters > quartersOf(before.filter(({ id }) => files.some(file => file.id === id))) && quarters < 4
      ? formatShare(quarters / 4, phrase.locale)
      : '';

  const [only, ...others] = files;
  if (only && others.length === 0) {
    if (failed.length > 0 || lost || (changed.length > 0 && TOLD.includes(only.state))) return [tell(only)];
    return milestone && shareOf(only) !== undefined ? [phrase('told', { name: only.file.name, text: milestone })] : [];
  }

  const added = files.filter(({ id }) => !known.has(id)).length;
  const ended = changed.length > 0 && !files.some(({ state }) => isWorking(state));
  const texts = added > 0 ? [phrase('count-added', { count: added })] : [];
  if (failed.length <= NAMED) texts.push(...failed.map(tell));
  else if (!ended) texts.push(phrase('count-failed', { count: failed.length }));
  if (ended) texts.push(summaryOf(files, phrase));
  else if (lost) texts.push(phrase('state-offline'));
  else if (milestone) texts.push(phrase('overall', { percent: milestone }));
  return texts;
}
