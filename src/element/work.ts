/** What the element needs once there is a file; loaded when the picker opens or a file comes. */
import { FileSender } from '../core/index.js';

export { SENDER_EVENTS, SenderEvent } from '../core/events.js';
export { RedoxFileError } from '../core/index.js';
export { newsOf, summaryOf } from './announcements.js';
export { fileList } from './file-list.js';
export { fileStyles } from './file-list.styles.js';
export { FocusKeeper } from './focus-keeper.js';
export { filesIn } from './folders.js';
export { formValueOf, restoredFrom, stateOf } from './form-value.js';
export { invalidityOf } from './invalidity.js';
export { LiveRegion } from './live-region.js';
export { optionsOf } from './settings.js';
export { describeError, noticeText } from './texts/describe-error.js';
export { english } from './texts/english.js';

export function createSender(): FileSender {
  const sender = new FileSender();
  // A failure shows with the file that needs it.
  sender.prepare().catch(() => undefined);
  return sender;
}
