import { readFileSync } from 'node:fs';
import { DATA_MODELS, EVENTS_OF, schemaOf } from '../../src/models/index.js';

/** What Redox's published schemas say of one field. */
export interface Fact {
  /** In Redox's notation, with `[]` for an item of a list: `Orders[].Results[].Code`. */
  path: string;
  kind: 'string' | 'number' | 'boolean' | 'object';
  isList: boolean;
  isRequired: boolean;
  isNullable: boolean;
}

const FIXTURE = JSON.parse(readFileSync(new URL('schema-facts.json', import.meta.url), 'utf8')) as {
  groups: { events: string[]; fields: Record<string, string> }[];
};

/** `Notes.New` and the others, as the fixture names them. */
export const EVENTS: readonly string[] = DATA_MODELS.flatMap(model => EVENTS_OF[model].map(type => `${model}.${type}`));

export function factsOf(event: string): Fact[] {
  const fields = FIXTURE.groups
    .filter(({ events }) => events.includes(event))
    .flatMap(group => Object.entries(group.fields));
  return fields
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([path, fact]) => ({
      path,
      kind: fact.replace(/\W/, '') as Fact['kind'],
      isList: path.endsWith('[]'),
      isRequired: fact.endsWith('!'),
      isNullable: fact.endsWith('?'),
    }));
}

export function schemaFor(event: string) {
  const [DataModel, EventType] = event.split('.');
  const schema = schemaOf({ Meta: { DataModel, EventType } });
  if (!schema) throw new Error(`There is no schema of ${event}`);
  return schema;
}

/** Value sets, and other texts that are not free, as "Send a file via Redox Data Model API" gives them. */
export const VALUE_SETS: Readonly<Record<string, readonly string[]>> = {
  'Note.ContentType': ['Plain Text', 'Rich Text', 'Base64 Encoded'],
  'Media.Availability': ['Available', 'Unavailable', 'Obsolete', 'Deleted', 'Cancelled'],
  'Media.Authenticated': ['True', 'False'],
  'Orders[].Priority': ['Stat', 'ASAP', 'Routine', 'Preoperative', 'Timing Critical'],
  'Orders[].ResponseFlag': ['Acknowledgement', 'Exceptions', 'Replacements', 'Associated Segments', 'Confirmations'],
  'Orders[].ResultsStatus': ['Final', 'Preliminary', 'In Process', 'Corrected', 'Canceled', 'Other'],
  'Orders[].Results[].AbnormalFlag': ['Normal', 'Low', 'Very Low', 'High', 'Very High', 'Abnormal', 'Very Abnormal'],
  'Orders[].Results[].Status': ['Final', 'Incomplete', 'Preliminary', 'Corrected'],
  'Orders[].Results[].ValueType': ['Numeric', 'String', 'Date', 'Time', 'DateTime', 'Coded Entry', 'Encapsulated Data'],
};

export const isDateTimeField = (path: string) => /DateTime$/.test(path);
export const isDateField = (path: string) => /\.DOB$/.test(path);
export const isUuidField = (path: string) => path === 'Meta.Destinations[].ID';
