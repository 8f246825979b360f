import * as z from 'zod/mini';
import { dateTime, group, groups, oneOf, requiredText, text } from './fields.js';
import { meta } from './meta.js';
import { patient } from './patient.js';
import { markedContents } from './rules.js';
import { orderReferences, provider, providerShape, requiredProviderShape } from './shared.js';
import { AVAILABILITIES, CONTENT_TYPES } from './value-sets.js';
import { notesVisit } from './visit.js';

const noteShape = {
  /** How `FileContents` is to be read; a file is `Base64 Encoded`, also when it was uploaded and stands there as a URI. */
  ContentType: z.enum(CONTENT_TYPES),
  /** The file: standard base64, or the URI of Redox's upload. */
  FileContents: text,
  /** The file's name. */
  FileName: text,
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
  /** Identifier of the document, unique at the source; kept through every retry. */
  DocumentID: requiredText,
  /** What the document is about. */
  DocumentDescription: text,
  /** Who wrote the document or is responsible for it. */
  Provider: group(requiredProviderShape),
  /** Who signed the document. */
  Authenticator: provider,
  /** Whether the document can be had. */
  Availability: oneOf(AVAILABILITIES),
  /** State of the document. */
  Status: text,
  /** When the service took place, ISO 8601. */
  ServiceDateTime: dateTime,
  /** When the document was written, ISO 8601. */
  DocumentationDateTime: dateTime,
  /** Who is to be told. */
  Notifications: groups(providerShape),
};

const noteRule = markedContents('FileContents', 'ContentType', 'Base64 Encoded');

/** Notes.New: a new document in the patient's chart. */
export const NotesNew = group({
  Meta: meta('Notes', 'New'),
  Patient: patient,
  Visit: notesVisit,
  Note: group(noteShape).check(noteRule),
  /** Orders that the document belongs to. */
  Orders: orderReferences,
});
export type NotesNew = z.infer<typeof NotesNew>;

/** Notes.Replace: a document that takes the place of an earlier one. */
export const NotesReplace = group({
  Meta: meta('Notes', 'Replace'),
  Patient: patient,
  Visit: notesVisit,
  Note: group({
    ...noteShape,
    /** `DocumentID` of the document that this one replaces. */
    OriginalDocumentID: requiredText,
  }).check(noteRule),
  /** Orders that the document belongs to. */
  Orders: orderReferences,
});
export type NotesReplace = z.infer<typeof NotesReplace>;
