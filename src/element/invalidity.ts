import { isWorking, type SenderFile } from '../core/index.js';
import type { Invalidity } from './form-control.js';
import type { Catalogue } from './texts/catalogue.js';
import type { Phrases } from './texts/phrases.js';

/** Why files may not be submitted yet; undefined when they may. @param choosing document types are the user's choice */
export function invalidityOf(
  files: readonly SenderFile[],
  phrase: Phrases<Catalogue>,
  choosing: boolean,
): Invalidity | undefined {
  const some = (test: (file: SenderFile) => boolean) => files.some(test);
  const because = (reason: 'busy' | 'paused' | 'failed' | 'untyped' | 'waiting'): Invalidity => ({
    flags: { customError: true },
    text: phrase(`validity-${reason}`),
  });
  if (some(({ state }) => isWorking(state))) return because('busy');
  if (some(({ state }) => state === 'paused')) return because('paused');
  if (some(({ state }) => state === 'failed')) return because('failed');
  if (choosing && some(({ state, documentType }) => state === 'waiting' && !documentType)) return because('untyped');
  if (some(({ state }) => state === 'waiting')) return because('waiting');
  return undefined;
}
