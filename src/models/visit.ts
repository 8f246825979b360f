import { dateTime, groups, optionalGroup, text } from './fields.js';
import { coded, provider, providerShape, visitLocation } from './shared.js';

const mediaVisitShape = {
  /** Identifier of the visit. */
  VisitNumber: text,
  /** Identifier of the account that the visit is billed to. */
  AccountNumber: text,
  /** Where the visit takes place. */
  Location: visitLocation,
};

const notesVisitShape = {
  ...mediaVisitShape,
  /** When the visit began, ISO 8601. */
  VisitDateTime: dateTime,
  /** Class of the patient, such as `Inpatient` or `Outpatient`. */
  PatientClass: text,
  /** Further staff of the visit. */
  AdditionalStaff: groups({
    ...providerShape,
    /** What they do in the visit. */
    Role: coded,
  }),
};

/** `Visit` in Media. */
export const mediaVisit = optionalGroup(mediaVisitShape);

/** `Visit` in Notes. */
export const notesVisit = optionalGroup(notesVisitShape);

/** `Visit` in Results. */
export const resultsVisit = optionalGroup({
  ...notesVisitShape,
  /** Provider in charge of the visit. */
  AttendingProvider: provider,
  /** Provider who referred the patient. */
  ReferringProvider: provider,
});
