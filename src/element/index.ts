/** The element's class, not registered. */
export {
  type ErrorCode,
  type Progress,
  RedoxFileError,
  type SenderEventDetails,
  type SenderFile,
} from '../core/index.js';
export { RedoxFileSender } from './redox-file-sender.js';
export type { Catalogue, Language, Plural } from './texts/catalogue.js';
export { registerLanguage } from './texts/registered-languages.js';
