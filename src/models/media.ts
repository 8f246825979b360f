import * as z from 'zod/mini';
import { dateTime, oneOf, requiredText, text } from './fields.js';
import { group } from './group.js';
import { meta } from './meta.js';
import { patient } from './patient.js';
import { provider, providers, requiredProvider } from './provider.js';
import { authenticatedRule, fileContents } from './rules.js';
import { orderReferences } from './shared.js';
import { AVAILABILITIES, TRUE_OR_FALSE } from './value-sets.js';
import { mediaVisit } from './visit.js';

const fileShape = {
  /** The file's type as Redox writes it: an upper-case extension such as `PDF` or `JPG`. */
  FileType: requiredText,
  /** The file's name. */
  FileName: requiredText,
  /** The file: standard base64, or the URI of Redox's upload. */
  FileContents: fileContents,
  /** Kind of document. */
  DocumentType: requiredText,
};

const documentShape = {
  /** Identifier of the document, unique at the source; kept through every retry. */
  DocumentID: requiredText,
  /** What the document is about. */
  DocumentDescription: text,
  /** When the medium was made, ISO 8601. */
  CreationDateTime: dateTime,
  /** When the service took place, ISO 8601. */
  ServiceDateTime: dateTime,
  /** Who made the medium or is responsible for it. */
  Provider: requiredProvider,
  /** Whether somebody vouches for it; `True` needs an `Authenticator`. */
  Authenticated: oneOf(TRUE_OR_FALSE),
  /** Who vouches for it. */
  Authenticator: provider,
  /** Whether the medium can be had. */
  Availability: z.literal(AVAILABILITIES),
  /** Direct address that it is sent from. */
  DirectAddressFrom: text,
  /** Direct address that it is sent to. */
  DirectAddressTo: text,
  /** Who is to be told. */
  Notifications: providers,
};

/**
 * Media.New: a new medium in the patient's chart. Photos, video, audio, imaging and documents go this way.
 * Source: Redox's data model Media, event type New.
 */
export const MediaNew = group({
  /** What the message is, and where it goes. */
  Meta: meta('Media', 'New'),
  /** Whose chart it is. */
  Patient: patient,
  /** The visit that it belongs to. */
  Visit: mediaVisit,
  /** The medium: the file, and what it is. */
  Media: group({ ...fileShape, ...documentShape }).check(authenticatedRule),
  /** Orders that the medium belongs to. */
  Orders: orderReferences,
});
export type MediaNew = z.infer<typeof MediaNew>;

/**
 * Media.Replace: a medium that takes the place of an earlier one.
 * Source: Redox's data model Media, event type Replace.
 */
export const MediaReplace = group({
  /** What the message is, and where it goes. */
  Meta: meta('Media', 'Replace'),
  /** Whose chart it is. */
  Patient: patient,
  /** The visit that it belongs to. */
  Visit: mediaVisit,
  /** The medium: the file, and what it is. */
  Media: group({
    ...fileShape,
    /** `DocumentID` of the medium that this one replaces. */
    OriginalDocumentID: requiredText,
    ...documentShape,
  }).check(authenticatedRule),
  /** Orders that the medium belongs to. */
  Orders: orderReferences,
});
export type MediaReplace = z.infer<typeof MediaReplace>;
