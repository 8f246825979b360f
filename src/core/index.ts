/** The whole way of a file without a page: the same states, events and errors as the element. */
export type { Clock } from './clock.js';
export { type ErrorCode, type ErrorFacts, RedoxFileError } from './errors.js';
export {
  type Progress,
  SENDER_EVENTS,
  SenderEvent,
  type SenderEventDetails,
  type SenderEventName,
  type SenderFile,
} from './events.js';
export { type FileState, type FileStateName, isWorking, type SendResult } from './file-state.js';
export {
  DEFAULTS,
  type Delivery,
  type DocumentTypeChoice,
  type GivenOptions,
  type MessageSource,
  type SenderOptions,
} from './options.js';
export { FileSender } from './sender.js';
export { parseSize } from './sizes.js';
export { ConnectionError, type Transport, type TransportRequest, type TransportResponse } from './transport.js';
