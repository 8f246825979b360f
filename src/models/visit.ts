import * as z from 'zod/mini';
import { dateTime, text } from './fields.js';
import { type Group, group } from './group.js';
import { provider, staff, visitLocation } from './provider.js';

const numbers = {
  /** Identifier of the visit. */
  VisitNumber: text,
  /** Identifier of the account that the visit is billed to. */
  AccountNumber: text,
};
const time = {
  /** When the visit began, ISO 8601. */
  VisitDateTime: dateTime,
};
const place = {
  /** Where the visit takes place. */
  Location: visitLocation,
};
const classAndPlace = {
  /** Class of the patient, such as `Inpatient` or `Outpatient`. */
  PatientClass: text,
  ...place,
};
const others = {
  /** Further staff of the visit. */
  AdditionalStaff: staff,
};

const mediaVisitShape = { ...numbers, ...place };
/** `Visit` in Media. */
export interface MediaVisit extends Group<typeof mediaVisitShape> {}
export const mediaVisit = z.optional<MediaVisit>(group(mediaVisitShape));

const notesVisitShape = { ...numbers, ...time, ...classAndPlace, ...others };
/** `Visit` in Notes. */
export interface NotesVisit extends Group<typeof notesVisitShape> {}
export const notesVisit = z.optional<NotesVisit>(group(notesVisitShape));

const resultsVisitShape = {
  ...time,
  ...numbers,
  ...classAndPlace,
  /** Provider in charge of the visit. */
  AttendingProvider: provider,
  /** Provider who referred the patient. */
  ReferringProvider: provider,
  ...others,
};
/** `Visit` in Results. */
export interface ResultsVisit extends Group<typeof resultsVisitShape> {}
export const resultsVisit = z.optional<ResultsVisit>(group(resultsVisitShape));
