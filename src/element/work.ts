/** What the element needs once there is a file; loaded when the picker opens or a file comes. */
import { FileSender } from '../core/index.js';
import type { Catalogue } from './texts/catalogue.js';
import { en } from './texts/en.js';
import { errorsEn } from './texts/errors-en.js';
import { filesEn } from './texts/files-en.js';
import { type Phrases, phrasesOf } from './texts/phrases.js';

export { SENDER_EVENTS, type SenderEvent } from '../core/events.js';
export { fileList } from './file-list.js';
export { formValueOf, invalidityOf } from './form-value.js';
export { optionsOf } from './settings.js';
export { describeError } from './texts/describe-error.js';

export function createSender(): FileSender {
  const sender = new FileSender();
  // A failure shows with the file that needs it.
  sender.prepare().catch(() => undefined);
  return sender;
}

const ENGLISH: Catalogue = { ...en, ...filesEn, ...errorsEn };

/** All texts. @param locale BCP 47 */
export const phrases = (locale: string): Phrases<Catalogue> => phrasesOf(ENGLISH, locale);
