import { groups, optionalGroup, requiredText, text, texts } from './fields.js';

/** Parts that Redox's data models share: addresses, telephone numbers, locations, providers, codes. */

/** A postal address. */
export const address = optionalGroup({
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
});

/** A person's telephone numbers, E.164 where possible. */
export const phoneNumbers = optionalGroup({
  /** At home. */
  Home: text,
  /** At work. */
  Office: text,
  /** Mobile. */
  Mobile: text,
});

/** `ID` and its type, both optional. */
export const identifiers = groups({
  /** The identifier itself. */
  ID: text,
  /** Whose numbering it is. */
  IDType: text,
});

/** A code from a code set. */
export const coded = optionalGroup({
  /** The code. */
  Code: text,
  /** The set that the code comes from, such as LOINC. */
  Codeset: text,
  /** What the code means, in words. */
  Description: text,
});

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

/** Where a provider works. */
export const location = optionalGroup(locationShape);

/** Where a visit takes place. */
export const visitLocation = optionalGroup({
  ...locationShape,
  /** Bed. */
  Bed: text,
});

/** A provider: a clinician, as `ID` within the numbering `IDType`. */
export const providerShape = {
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
  Location: location,
};

/** A provider without whom the message is refused. */
export const requiredProviderShape = {
  ...providerShape,
  /** The provider's identifier, such as an NPI. */
  ID: requiredText,
};

/** A provider in an order, whose NPI has a field of its own. */
export const orderProviderShape = {
  ...providerShape,
  /** National Provider Identifier. */
  NPI: text,
};

export const provider = optionalGroup(providerShape);

/** The order that a document belongs to (Notes, Media). */
export const orderReferences = groups({
  /** The order's identifier. */
  ID: text,
  /** The order's name. */
  Name: text,
});
