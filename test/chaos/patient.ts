import type { Grant } from '../../src/proxy/index.js';

/** Whom every grant of these runs is for; no page of them knows of her. */
export const SUBJECT = 'bettina.musterfrau@clinic.example';

const PATIENT = {
  Identifiers: [{ ID: 'MRN-4711-SECRET', IDType: 'MR' }],
  Demographics: { FirstName: 'Bettina', LastName: 'Musterfrau' },
};

export const GRANT: Grant = {
  subject: SUBJECT,
  message: { Meta: { Destinations: [{ ID: 'af394f14-b34a-464f-8d24-895f370af4c9' }] }, Patient: PATIENT },
};

const names = ['Musterfrau', 'Bettina', 'HIV-Befund', 'MRN-4711', 'clinic.example', 'Consent Form'];
/** What must stand in no log, no ledger, no folder and no URL, in the spellings that it might have there. */
export const PRIVATE: readonly string[] = names.flatMap(name => [name, encodeURIComponent(name)]);
