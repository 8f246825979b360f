import * as z from 'zod/mini';
import { count, dateTime, filled, oneOf, requiredText, text, texts } from './fields.js';
import { group, optionalGroup } from './group.js';
import { meta } from './meta.js';
import { patientWithContacts } from './patient.js';
import { orderProvider, provider, providers } from './provider.js';
import { markedContents } from './rules.js';
import { address, coded } from './shared.js';
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
  /** Links results that belong together. */
  RelatedGroupID: text,
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
  ValueType: z.literal(VALUE_TYPES),
  /** When the result was complete, ISO 8601. */
  CompletionDateTime: dateTime,
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
  /** Who interpreted the results. */
  PrimaryResultsInterpreter: orderProvider,
  /** Who produced the result. */
  Producer: optionalGroup({
    /** Identifier of the laboratory. */
    ID: text,
    /** Name of the laboratory. */
    Name: text,
    /** Whose numbering `ID` is. */
    IDType: text,
    /** Postal address. */
    Address: address,
  }),
  /** Who carried the examination out. */
  Performer: provider,
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
  Provider: orderProvider,
  /** Who gets a copy. */
  ResultCopyProviders: providers,
  /** State of the order, usually `Resulted`. */
  Status: requiredText,
  /** Which answer is asked for. */
  ResponseFlag: oneOf(RESPONSE_FLAGS),
  /** How urgent the order is. */
  Priority: oneOf(PRIORITIES),
  /** The results: at least one. */
  Results: z.array(result).check(filled),
};

/**
 * Results.New: results for an order that the destination knows.
 * Source: Redox's data model Results, event type New.
 */
export const ResultsNew = group({
  /** What the message is, and where it goes. */
  Meta: meta('Results', 'New'),
  /** Whose chart it is. */
  Patient: patientWithContacts,
  /** The orders: at least one. */
  Orders: z
    .array(
      group({
        ...orderShape,
        /** Identifier of the order where it was placed. */
        ID: requiredText,
      }),
    )
    .check(filled),
  /** The visit that it belongs to. */
  Visit: resultsVisit,
});
export type ResultsNew = z.infer<typeof ResultsNew>;

/**
 * Results.NewUnsolicited: results that nobody at the destination ordered.
 * Source: Redox's data model Results, event type NewUnsolicited.
 */
export const ResultsNewUnsolicited = group({
  /** What the message is, and where it goes. */
  Meta: meta('Results', 'NewUnsolicited'),
  /** Whose chart it is. */
  Patient: patientWithContacts,
  /** The orders: at least one. */
  Orders: z
    .array(
      group({
        ...orderShape,
        /** Identifier of the order at the source. */
        ApplicationOrderID: requiredText,
      }),
    )
    .check(filled),
  /** The visit that it belongs to. */
  Visit: resultsVisit,
});
export type ResultsNewUnsolicited = z.infer<typeof ResultsNewUnsolicited>;
