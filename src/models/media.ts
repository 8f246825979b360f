import * as z from 'zod/mini';
import { dateTime, group, groups, oneOf, requiredText, text } from './fields.js';
import { meta } from './meta.js';
import { patient } from './patient.js';
import { authenticatedRule, fileContents } from './rules.js';
import { orderReferences, provider, providerShape, requiredProviderShape } from './shared.js';
import { AVAILABILITIES, TRUE_OR_FALSE } from './value-sets.js';
import { mediaVisit } from './visit.js';

const mediaShape = {
  /** The file's type as Redox writes it: an upper-case extension such as `PDF` or `JPG`. */
  FileType: requiredText,
  /** The file's name. */
  FileName: requiredText,
  /** The file: standard base64, or the URI of Redox's upload. */
  FileContents: fileContents,
  /** Kind of document. */
  DocumentType: requiredText,
  /** Identifier of the document, unique at the source; kept through every retry. */
  DocumentID: requiredText,
  /** What the document is about. */
  DocumentDescription: text,
  /** When the medium was made, ISO 8601. */
  CreationDateTime: dateTime,
  /** When the service took place, ISO 8601. */
  ServiceDateTime: dateTime,
  /** Who made the medium or is responsible for it. */
  Provider: group(requiredProviderShape),
  /** Whether somebody vouches for it; `True` needs an `Authenticator`. */
  Authenticated: oneOf(TRUE_OR_FALSE),
  /** Who vouches for it. */
  Authenticator: provider,
  /** Whether the medium can be had. */
  Availability: z.enum(AVAILABILITIES),
  /** Direct address that it is sent from. */
  DirectAddressFrom: text,
  /** Direct address that it is sent to. */
  DirectAddressTo: text,
  /** Who is to be told. */
  Notifications: groups(providerShape),
};

/** Media.New: a new medium in the patient's chart. */
export const MediaNew = group({
  Meta: meta('Media', 'New'),
  Patient: patient,
  Visit: mediaVisit,
  Media: group(mediaShape).check(authenticatedRule),
  /** Orders that the medium belongs to. */
  Orders: orderReferences,
});
export type MediaNew = z.infer<typeof MediaNew>;

/** Media.Replace: a medium that takes the place of an earlier one. */
export const MediaReplace = group({
  Meta: meta('Media', 'Replace'),
  Patient: patient,
  Visit: mediaVisit,
  Media: group({
    ...mediaShape,
    /** `DocumentID` of the medium that this one replaces. */
    OriginalDocumentID: requiredText,
  }).check(authenticatedRule),
  /** Orders that the medium belongs to. */
  Orders: orderReferences,
});
export type MediaReplace = z.infer<typeof MediaReplace>;
