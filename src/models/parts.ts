/**
 * The types of the schemas' parts, by which declaration files name them; what such a part holds is `z.infer` of it.
 * Without them no package could declare a schema that it builds on ours (TS2883, before TypeScript 7 TS2742).
 */

export type { Group } from './group.js';
export type { Meta } from './meta.js';
export type { Patient, PatientWithContacts } from './patient.js';
export type { OrderProvider, Provider, RequiredProvider, Staff, VisitLocation } from './provider.js';
export type { Address, Coded, Identifier, OrderReference, PhoneNumbers, RequiredIdentifier } from './shared.js';
export type { MediaVisit, NotesVisit, ResultsVisit } from './visit.js';
