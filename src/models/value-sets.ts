/**
 * The value sets that Redox prescribes, in the order in which its documentation lists them. Source: Redox's data models
 * Notes, Results and Media, and the article "Send a file via Redox Data Model API".
 */

export const DATA_MODELS = ['Notes', 'Results', 'Media'] as const;
export type DataModel = (typeof DATA_MODELS)[number];

export const EVENT_TYPES = ['New', 'Replace', 'NewUnsolicited'] as const;
export type EventType = (typeof EVENT_TYPES)[number];

/** The event types of each data model that can carry a file. */
export const EVENTS_OF = {
  Notes: ['New', 'Replace'],
  Results: ['New', 'NewUnsolicited'],
  Media: ['New', 'Replace'],
} as const satisfies Record<DataModel, readonly EventType[]>;
/** The event types of one data model that can carry a file. */
export type EventTypeOf<M extends DataModel> = (typeof EVENTS_OF)[M][number];

export const CONTENT_TYPES = ['Plain Text', 'Rich Text', 'Base64 Encoded'] as const;
export const VALUE_TYPES = [
  'Numeric',
  'String',
  'Date',
  'Time',
  'DateTime',
  'Coded Entry',
  'Encapsulated Data',
] as const;
export const AVAILABILITIES = ['Available', 'Unavailable', 'Obsolete', 'Deleted', 'Cancelled'] as const;
export const TRUE_OR_FALSE = ['True', 'False'] as const;
export const ABNORMAL_FLAGS = ['Normal', 'Low', 'Very Low', 'High', 'Very High', 'Abnormal', 'Very Abnormal'] as const;
export const RESULT_STATUSES = ['Final', 'Incomplete', 'Preliminary', 'Corrected'] as const;
export const RESULTS_STATUSES = ['Final', 'Preliminary', 'In Process', 'Corrected', 'Canceled', 'Other'] as const;
export const PRIORITIES = ['Stat', 'ASAP', 'Routine', 'Preoperative', 'Timing Critical'] as const;
export const RESPONSE_FLAGS = [
  'Acknowledgement',
  'Exceptions',
  'Replacements',
  'Associated Segments',
  'Confirmations',
] as const;
