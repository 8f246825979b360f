/** Redox's data models for senders of files: schemas, types, and what builds, checks and writes a message. */

export { type ComposeInput, type Content, compose, type FileFacts, type HostMessage } from './compose.js';
export { fileTypeOf } from './file-type.js';
export { isBase64, isDate, isDateTime, isFileUri, isUuid } from './formats.js';
export type { MessageIssue, MessageIssueCode } from './issues.js';
export { MediaNew, MediaReplace } from './media.js';
export { bind } from './merge.js';
export { type CheckOptions, checkMessage, RedoxMessage, schemaOf } from './message.js';
export { NotesNew, NotesReplace } from './notes.js';
export { ResultsNew, ResultsNewUnsolicited } from './results.js';
export { type Substitution, toBlob } from './serialize.js';
export { DATA_MODELS, type DataModel, EVENT_TYPES, EVENTS_OF, type EventType } from './value-sets.js';
