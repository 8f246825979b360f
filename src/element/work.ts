/** What the element needs once there is a file; loaded when the picker opens or a file comes. */
import { FileSender } from '../core/index.js';

export { SENDER_EVENTS, type SenderEvent } from '../core/events.js';
export { fileList } from './file-list.js';
export { formValueOf, invalidityOf } from './form-value.js';
export { optionsOf } from './settings.js';
export { describeError } from './texts/describe-error.js';
export { english } from './texts/english.js';

export function createSender(): FileSender {
  const sender = new FileSender();
  // A failure shows with the file that needs it.
  sender.prepare().catch(() => undefined);
  return sender;
}
