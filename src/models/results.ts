import * as z from 'zod/mini';
import {
  count,
  dateTime,
  group,
  groups,
  oneOf,
  optionalGroup,
  requiredGroups,
  requiredText,
  text,
  texts,
} from './fields.js';
import { meta } from './meta.js';
import { patientWithContacts } from './patient.js';
import { markedContents } from './rules.js';
import { address, coded, orderProviderShape, providerShape } from './shared.js';
import {
  ABNORMAL_FLAGS,
  PRIORITIES,
  RESPONSE_FLAGS,
  RESULT_STATUSES,
  RESULTS_STATUSES,
  VALUE_TYPES,
} from './value-sets.js';
import { resultsVisit } from './visit.js';

const result = group({
  /** What was measured or examined, such as a LOINC code. */
  Code: requiredText,
  /** The set that `Code` comes from. */
  Codeset: text,
  /** What `Code` means, in words. */
  Description: text,
  /** The specimen. */
  Specimen: optionalGroup({
    /** Where it comes from, such as `Blood`. */
    Source: text,
    /** Site of the body. */
    BodySite: text,
    /** Identifier of the specimen. */
    ID: text,
  }),
  /** The result; a file: standard base64, or the URI of Redox's upload. */
  Value: requiredText,
  /** How `Value` is to be read; a file is `Encapsulated Data`. */
  ValueType: z.enum(VALUE_TYPES),
  /** The file's type as Redox writes it: an upper-case extension such as `PDF` or `JPG`. */
  FileType: text,
  /** Unit of a numeric `Value`. */
  Units: text,
  /** Remarks. */
  Notes: texts,
  /** Whether the result is outside what is expected. */
  AbnormalFlag: oneOf(ABNORMAL_FLAGS),
  /** How final the result is. */
  Status: oneOf(RESULT_STATUSES),
  /** Who produced the result. */
  Producer: optionalGroup({
    /** Identifier of the laboratory. */
    ID: text,
    /** Whose numbering it is. */
    IDType: text,
    /** Name of the laboratory. */
    Name: text,
    /** Postal address. */
    Address: address,
  }),
  /** Who carried the examination out. */
  Performer: optionalGroup(providerShape),
  /** What is expected. */
  ReferenceRange: optionalGroup({
    /** Lower bound. */
    Low: count,
    /** Upper bound. */
    High: count,
    /** In words. */
    Text: text,
  }),
  /** How it was measured. */
  ObservationMethod: coded,
  /** Who interpreted the results. */
  PrimaryResultsInterpreter: optionalGroup(orderProviderShape),
  /** Links results that belong together. */
  RelatedGroupID: text,
  /** When the result was complete, ISO 8601. */
  CompletionDateTime: dateTime,
}).check(markedContents('Value', 'ValueType', 'Encapsulated Data'));

const orderShape = {
  /** Identifier of the order where it was placed. */
  ID: text,
  /** Identifier of the order at the source. */
  ApplicationOrderID: text,
  /** When this update was made, ISO 8601. */
  TransactionDateTime: dateTime,
  /** When the specimen was taken, ISO 8601. */
  CollectionDateTime: dateTime,
  /** When the last result was complete, ISO 8601. */
  CompletionDateTime: dateTime,
  /** Remarks. */
  Notes: texts,
  /** How final the results of the order are. */
  ResultsStatus: oneOf(RESULTS_STATUSES),
  /** What was ordered. */
  Procedure: coded,
  /** Who ordered it. */
  Provider: optionalGroup(orderProviderShape),
  /** Who gets a copy. */
  ResultCopyProviders: groups(providerShape),
  /** State of the order, usually `Resulted`. */
  Status: requiredText,
  /** Which answer is asked for. */
  ResponseFlag: oneOf(RESPONSE_FLAGS),
  /** How urgent the order is. */
  Priority: oneOf(PRIORITIES),
  /** The results: at least one. */
  Results: z.array(result).check(z.minLength(1)),
};

/** Results.New: results for an order that the destination knows. */
export const ResultsNew = group({
  Meta: meta('Results', 'New'),
  Patient: patientWithContacts,
  Visit: resultsVisit,
  /** The orders: at least one. */
  Orders: requiredGroups({
    ...orderShape,
    /** Identifier of the order where it was placed. */
    ID: requiredText,
  }),
});
export type ResultsNew = z.infer<typeof ResultsNew>;

/** Results.NewUnsolicited: results that nobody at the destination ordered. */
export const ResultsNewUnsolicited = group({
  Meta: meta('Results', 'NewUnsolicited'),
  Patient: patientWithContacts,
  Visit: resultsVisit,
  /** The orders: at least one. */
  Orders: requiredGroups({
    ...orderShape,
    /** Identifier of the order at the source. */
    ApplicationOrderID: requiredText,
  }),
});
export type ResultsNewUnsolicited = z.infer<typeof ResultsNewUnsolicited>;
