/** Redox's data models for senders of files: schemas, types, and what builds, checks and writes a message. */

export { type ComposeInput, type Content, compose, type FileFacts } from './compose.js';
export { fileTypeOf } from './file-type.js';
export { isBase64, isFileUri, isUuid } from './formats.js';
export type { HostMessage } from './host-message.js';
export type { MessageIssue, MessageIssueCode } from './issues.js';
export { MediaNew, MediaReplace } from './media.js';
export { type CheckOptions, checkMessage, type MessageOf, RedoxMessage, schemaOf } from './message.js';
export { NotesNew, NotesReplace } from './notes.js';
export type * from './parts.js';
export { ResultsNew, ResultsNewUnsolicited } from './results.js';
export { type Substitution, toBlob } from './serialize.js';
export { DATA_MODELS, type DataModel, EVENT_TYPES, EVENTS_OF, type EventType, type EventTypeOf } from './value-sets.js';
