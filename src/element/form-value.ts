import { isWorking, type SenderFile } from '../core/index.js';
import type { Catalogue } from './texts/catalogue.js';
import type { Phrases } from './texts/phrases.js';

/**
 * What a form gets: in `payload` each message as a part of type `application/json`, in `send` each of Redox's answers as
 * a JSON string; null while there is neither.
 * @param messages the messages' JSON by the files' ids
 */
export function formValueOf(
  files: readonly SenderFile[],
  name: string,
  messages: ReadonlyMap<string, Blob>,
): FormData | null {
  const value = new FormData();
  for (const { id, state, documentId, result } of files) {
    const message = messages.get(id);
    // The part is named for the document, not the file: a file's name is PHI.
    if (state === 'ready' && message) value.append(name, message, `${documentId}.json`);
    if (result) value.append(name, JSON.stringify({ documentId, ...result }));
  }
  return value.has(name) ? value : null;
}

/** Why a form may not be submitted yet; undefined when it may. */
export function invalidityOf(
  files: readonly SenderFile[],
  required: boolean,
  phrase: Phrases<Catalogue>,
): { flags: ValidityStateFlags; text: string } | undefined {
  const some = (test: (file: SenderFile) => boolean) => files.some(test);
  if (some(({ state }) => isWorking(state) || state === 'paused'))
    return { flags: { customError: true }, text: phrase('validity-busy') };
  if (some(({ state }) => state === 'failed')) return { flags: { customError: true }, text: phrase('validity-failed') };
  if (some(({ state }) => state === 'waiting'))
    return { flags: { customError: true }, text: phrase('validity-waiting') };
  if (required && files.length === 0) return { flags: { valueMissing: true }, text: phrase('validity-missing') };
  return undefined;
}
