import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import {
  checkMessage,
  compose,
  DATA_MODELS,
  type DataModel,
  EVENTS_OF,
  type EventType,
  schemaOf,
} from '../../src/models/index.js';
import { schemaFields } from './schema-fields.js';

/**
 * `npx tsx test/tools/message-table.ts` writes the README's table of messages: for each data model and event type, what
 * the sender has to give and what the element fills in. Both come from the schemas and from `compose` itself.
 */

const README = 'README.md';
export const MARKS = ['<!-- messages: made by test/tools/message-table.ts -->\n\n', '\n<!-- /messages -->'] as const;

export function messageTable(): string {
  const rows = DATA_MODELS.flatMap(model => EVENTS_OF[model].map(eventType => row(model, eventType)));
  return ['| model | event | the sender gives | the element fills in |', '|---|---|---|---|', ...rows]
    .join('\n')
    .concat('\n');
}

function row(model: DataModel, eventType: EventType): string {
  const filled = filledIn(model, eventType);
  const required = schemaFields(schemaOf({ Meta: { DataModel: model, EventType: eventType } }))
    .filter(field => field.isLeaf && field.isRequired)
    .map(({ path }) => path);
  const given = [...onlyForSending(model, eventType), ...required.filter(path => !filled.includes(path))];
  return `| ${model} | ${eventType} | ${listed(given)} | ${listed(filled)} |`;
}

const listed = (paths: readonly string[]): string => paths.map(path => `\`${path}\``).join(', ');

/** A message of a host that knows nothing. */
const composed = (model: DataModel, eventType: EventType) =>
  compose({
    model,
    eventType,
    file: { name: 'consent.pdf', type: 'application/pdf', size: 1 },
    content: { base64: 'AAAA' },
    documentId: '7f3b7c2e-9a34-4d07-8a5e-0a4f9d5d3b11',
  });

const filledIn = (model: DataModel, eventType: EventType): string[] => leavesOf(composed(model, eventType), '');

/** What is missing only when a message is sent: a destination, by its ID. */
function onlyForSending(model: DataModel, eventType: EventType): string[] {
  const message = composed(model, eventType);
  const before = checkMessage(message).map(({ path }) => path);
  const missing = checkMessage(message, { sending: true }).map(({ path }) => path);
  return missing.filter(path => !before.includes(path)).map(path => `${path}[].ID`);
}

function leavesOf(value: unknown, path: string): string[] {
  if (Array.isArray(value)) return value.flatMap(item => leavesOf(item, `${path}[]`));
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([name, field]) => leavesOf(field, path ? `${path}.${name}` : name));
}

/** The README with its table made anew. */
export function withTable(readme: string): string {
  const [begin, end] = MARKS.map(mark => readme.indexOf(mark)) as [number, number];
  if (begin < 0 || end < begin) throw new Error(`${README} has no place for the table: ${MARKS.join('…')}`);
  return readme.slice(0, begin) + MARKS[0] + messageTable() + readme.slice(end);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  writeFileSync(README, withTable(readFileSync(README, 'utf8')));
