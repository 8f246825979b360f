import * as z from 'zod/mini';
import { requiredText, text, texts } from './fields.js';
import { type Group, group, optionalGroup } from './group.js';
import { address, coded, identifiers } from './shared.js';

/** Providers and where they work. */

const locationShape = {
  /** Kind of location. */
  Type: text,
  /** Facility. */
  Facility: text,
  /** Identifiers of the facility. */
  FacilityIdentifiers: identifiers,
  /** Department. */
  Department: text,
  /** Identifiers of the department. */
  DepartmentIdentifiers: identifiers,
  /** Room. */
  Room: text,
};

const visitLocationShape = {
  ...locationShape,
  /** Bed. */
  Bed: text,
};
/** Where a visit takes place. */
export interface VisitLocation extends Group<typeof visitLocationShape> {}
export const visitLocation = z.optional<VisitLocation>(group(visitLocationShape));

const providerShape = {
  /** The provider's identifier, such as an NPI. */
  ID: text,
  /** Whose numbering it is, such as `NPI`. */
  IDType: text,
  /** First name. */
  FirstName: text,
  /** Last name. */
  LastName: text,
  /** Credentials, such as `MD`. */
  Credentials: texts,
  /** Postal address. */
  Address: address,
  /** E-mail addresses. */
  EmailAddresses: texts,
  /** Telephone numbers. */
  PhoneNumber: optionalGroup({
    /** At work. */
    Office: text,
  }),
  /** Where the provider works. */
  Location: optionalGroup(locationShape),
};
/** A provider: a clinician, as `ID` within the numbering `IDType`. */
export interface Provider extends Group<typeof providerShape> {}
const anyProvider: Provider = group(providerShape);
export const provider = z.optional(anyProvider);
export const providers = z.optional(z.array(anyProvider));

const requiredProviderShape = {
  ...providerShape,
  /** The provider's identifier, such as an NPI. */
  ID: requiredText,
};
/** A provider without whom the message is refused. */
export interface RequiredProvider extends Group<typeof requiredProviderShape> {}
export const requiredProvider: RequiredProvider = group(requiredProviderShape);

const orderProviderShape = {
  /** National Provider Identifier. */
  NPI: text,
  ...providerShape,
};
/** A provider in an order, whose NPI has a field of its own. */
export interface OrderProvider extends Group<typeof orderProviderShape> {}
export const orderProvider = z.optional<OrderProvider>(group(orderProviderShape));

const staffShape = {
  ...providerShape,
  /** What they do in the visit. */
  Role: coded,
};
/** A provider with a part in a visit. */
export interface Staff extends Group<typeof staffShape> {}
export const staff = z.optional(z.array<Staff>(group(staffShape)));
