import * as z from 'zod/mini';
import { requiredText, text } from './fields.js';
import { type Group, group } from './group.js';

/**
 * Parts that Redox's data models share: addresses, telephone numbers, identifiers, codes, references to orders.
 * Source, here and in all schemas: Redox's published schemas of Notes, Results and Media.
 */

const addressShape = {
  /** Street and number. */
  StreetAddress: text,
  /** City. */
  City: text,
  /** State or province. */
  State: text,
  /** Postal code. */
  ZIP: text,
  /** County. */
  County: text,
  /** Country. */
  Country: text,
};
/** A postal address. */
export interface Address extends Group<typeof addressShape> {}
export const address = z.optional<Address>(group(addressShape));

const phoneNumbersShape = {
  /** At home. */
  Home: text,
  /** At work. */
  Office: text,
  /** Mobile. */
  Mobile: text,
};
/** A person's telephone numbers, E.164 where possible. */
export interface PhoneNumbers extends Group<typeof phoneNumbersShape> {}
export const phoneNumbers = z.optional<PhoneNumbers>(group(phoneNumbersShape));

const identifierShape = {
  /** The identifier itself. */
  ID: text,
  /** Whose numbering it is. */
  IDType: text,
};
/** `ID` and its type, both optional. */
export interface Identifier extends Group<typeof identifierShape> {}
export const identifiers = z.optional(z.array<Identifier>(group(identifierShape)));

const requiredIdentifierShape = {
  /** The identifier itself. */
  ID: requiredText,
  /** Whose numbering it is, such as `MR` or an assigning authority's OID. */
  IDType: requiredText,
};
/** `ID` and its type: who or what, by whose numbering. */
export interface RequiredIdentifier extends Group<typeof requiredIdentifierShape> {}
export const requiredIdentifier: RequiredIdentifier = group(requiredIdentifierShape);

const codedShape = {
  /** The code. */
  Code: text,
  /** The set that the code comes from, such as LOINC. */
  Codeset: text,
  /** What the code means, in words. */
  Description: text,
};
/** A code from a code set. */
export interface Coded extends Group<typeof codedShape> {}
export const coded = z.optional<Coded>(group(codedShape));

const orderReferenceShape = {
  /** The order's identifier. */
  ID: text,
  /** The order's name. */
  Name: text,
};
/** The order that a document belongs to (Notes, Media). */
export interface OrderReference extends Group<typeof orderReferenceShape> {}
export const orderReferences = z.optional(z.array<OrderReference>(group(orderReferenceShape)));
