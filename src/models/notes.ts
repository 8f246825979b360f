import * as z from 'zod/mini';
import { dateTime, requiredText, text } from './fields.js';
import { group, groups } from './group.js';
import { meta } from './meta.js';
import { patient } from './patient.js';
import { provider, providers, requiredProvider } from './provider.js';
import { markedContents } from './rules.js';
import { orderReferences } from './shared.js';
import { CONTENT_TYPES } from './value-sets.js';
import { notesVisit } from './visit.js';

const fileShape = {
  /** How `FileContents` is to be read; a file is `Base64 Encoded`, also when it was uploaded and stands there as a URI. */
  ContentType: z.literal(CONTENT_TYPES),
  /** The file's name. */
  FileName: text,
  /** The file: standard base64, or the URI of Redox's upload. */
  FileContents: text,
  /** The file's type as Redox writes it: an upper-case extension such as `PDF` or `JPG`. */
  FileType: text,
  /** Discrete parts of the note. */
  Components: groups({
    /** Identifier of the part. */
    ID: text,
    /** Name of the part. */
    Name: text,
    /** What it says. */
    Value: text,
    /** Remarks. */
    Comments: text,
  }),
  /** Kind of document, such as `Consent Form` or `Treatment Plan`. */
  DocumentType: requiredText,
};

const documentShape = {
  /** Identifier of the document, unique at the source; kept through every retry. */
  DocumentID: requiredText,
  /** What the document is about. */
  DocumentDescription: text,
  /** When the service took place, ISO 8601. */
  ServiceDateTime: dateTime,
  /** When the document was written, ISO 8601. */
  DocumentationDateTime: dateTime,
  /** Who wrote the document or is responsible for it. */
  Provider: requiredProvider,
  /** State of the document. */
  Status: text,
  /** Who signed the document. */
  Authenticator: provider,
  /** Whether the document can be had, such as `Available`. */
  Availability: text,
  /** Who is to be told. */
  Notifications: providers,
};

const noteRule = markedContents('FileContents', 'ContentType', 'Base64 Encoded');

/**
 * Notes.New: a new document in the patient's chart, such as a provider's note or a signed consent form.
 * Source: Redox's data model Notes, event type New.
 */
export const NotesNew = group({
  /** What the message is, and where it goes. */
  Meta: meta('Notes', 'New'),
  /** Whose chart it is. */
  Patient: patient,
  /** The visit that it belongs to. */
  Visit: notesVisit,
  /** The document: the file, and what it is. */
  Note: group({ ...fileShape, ...documentShape }).check(noteRule),
  /** Orders that the document belongs to. */
  Orders: orderReferences,
});
export type NotesNew = z.infer<typeof NotesNew>;

/**
 * Notes.Replace: a document that takes the place of an earlier one.
 * Source: Redox's data model Notes, event type Replace.
 */
export const NotesReplace = group({
  /** What the message is, and where it goes. */
  Meta: meta('Notes', 'Replace'),
  /** Whose chart it is. */
  Patient: patient,
  /** The visit that it belongs to. */
  Visit: notesVisit,
  /** The document: the file, and what it is. */
  Note: group({
    ...fileShape,
    /** `DocumentID` of the document that this one replaces. */
    OriginalDocumentID: requiredText,
    ...documentShape,
  }).check(noteRule),
  /** Orders that the document belongs to. */
  Orders: orderReferences,
});
export type NotesReplace = z.infer<typeof NotesReplace>;
