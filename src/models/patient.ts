import * as z from 'zod/mini';
import { date, dateTime, filled, flag, text, texts } from './fields.js';
import { type Group, group, groups, optionalGroup } from './group.js';
import { address, phoneNumbers, requiredIdentifier } from './shared.js';

const demographics = optionalGroup({
  /** First name. */
  FirstName: text,
  /** Middle name. */
  MiddleName: text,
  /** Last name. */
  LastName: text,
  /** Date of birth, `YYYY-MM-DD`. */
  DOB: date,
  /** Social security number. */
  SSN: text,
  /** Sex. */
  Sex: text,
  /** Race. */
  Race: text,
  /** Whether the patient is Hispanic. */
  IsHispanic: flag,
  /** Religion. */
  Religion: text,
  /** Marital status. */
  MaritalStatus: text,
  /** Whether the patient has died. */
  IsDeceased: flag,
  /** When the patient died, ISO 8601. */
  DeathDateTime: dateTime,
  /** Telephone numbers. */
  PhoneNumber: phoneNumbers,
  /** E-mail addresses. */
  EmailAddresses: texts,
  /** Language that the patient speaks. */
  Language: text,
  /** Citizenships. */
  Citizenship: texts,
  /** Postal address. */
  Address: address,
});

const patientShape = {
  /** Whose chart it is: at least one identifier. */
  Identifiers: z.array(requiredIdentifier).check(filled),
  /** Who the patient is, to confirm what the identifiers say. */
  Demographics: demographics,
  /** Free remarks about the patient. */
  Notes: texts,
};

/** `Patient` in Notes and Media. */
export interface Patient extends Group<typeof patientShape> {}
export const patient: Patient = group(patientShape);

const patientWithContactsShape = {
  ...patientShape,
  /** Next of kin and other people to turn to. */
  Contacts: groups({
    /** First name. */
    FirstName: text,
    /** Middle name. */
    MiddleName: text,
    /** Last name. */
    LastName: text,
    /** Postal address. */
    Address: address,
    /** Telephone numbers. */
    PhoneNumber: phoneNumbers,
    /** How the contact is related to the patient. */
    RelationToPatient: text,
    /** E-mail addresses. */
    EmailAddresses: texts,
    /** What the contact is there for, such as `Emergency contact`. */
    Roles: texts,
  }),
};
/** `Patient` in Results, which adds contacts. */
export interface PatientWithContacts extends Group<typeof patientWithContactsShape> {}
export const patientWithContacts: PatientWithContacts = group(patientWithContactsShape);
