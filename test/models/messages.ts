import { type Fact, factsOf, isDateField, isDateTimeField, isUuidField, VALUE_SETS } from './facts.js';

/** Messages that are built from Redox's published schemas, and ways to spoil them. */

export type Json = Record<string, unknown>;

export const UUID = 'af394f14-b34a-464f-8d24-895f370af4c9';

/** What a field of plain text may hold, for one that holds no file. */
const IS_TEXT = { 'Note.ContentType': 'Plain Text', 'Note.FileName': null, 'Note.FileType': null };
const IS_TEXT_RESULT = { 'Orders[].Results[].ValueType': 'String', 'Orders[].Results[].FileType': null };

function sample({ path, kind }: Fact, [model, eventType]: string[]): unknown {
  if (kind === 'number') return 7;
  if (kind === 'boolean') return true;
  if (kind === 'object') return {};
  if (path === 'Meta.DataModel') return model;
  if (path === 'Meta.EventType') return eventType;
  if (isUuidField(path)) return UUID;
  if (isDateTimeField(path)) return '2026-11-24T08:00:00.000Z';
  if (isDateField(path)) return '2008-01-06';
  if (/\.(FileContents|Results\[\]\.Value)$/.test(path)) return 'JVBERi0=';
  return VALUE_SETS[path]?.at(-1) ?? 'text';
}

/** A message with every field that there is, each list with one item; of a file, or of plain text. */
export function fullMessage(event: string, holds: 'file' | 'text' = 'file'): Json {
  const message: Json = {};
  for (const fact of factsOf(event)) {
    const value = sample(fact, event.split('.'));
    const texts: Json = holds === 'text' ? { ...IS_TEXT, ...IS_TEXT_RESULT } : {};
    set(message, fact.path, Object.hasOwn(texts, fact.path) ? texts[fact.path] : value);
  }
  return message;
}

/** `Orders[].ID` → `['Orders', 0, 'ID']`, `Orders[3]` → `['Orders', 3]` */
export const keysOf = (path: string): (string | number)[] =>
  path
    .replaceAll('[]', '[0]')
    .split(/[.[\]]+/)
    .filter(Boolean)
    .map(key => (/^\d+$/.test(key) ? Number(key) : key));

const asTree = (value: unknown) => value as Record<string | number, unknown>;

/** Puts a value in a message, with the lists and objects that hold it; `undefined` takes the field away. */
export function set(message: Json, path: string, value: unknown): Json {
  const keys = keysOf(path);
  const last = keys.pop() ?? '';
  let node = asTree(message);
  for (const [at, key] of keys.entries()) {
    node[key] ??= typeof (keys[at + 1] ?? last) === 'number' ? [] : {};
    node = asTree(node[key]);
  }
  if (value === undefined) delete node[last];
  else node[last] = value;
  return message;
}

export const get = (message: unknown, path: string): unknown =>
  keysOf(path).reduce((value, key) => (value as Record<string | number, unknown> | undefined)?.[key], message);

/** A copy of a message with one field changed. */
export const changed = (message: Json, path: string, value: unknown): Json =>
  set(structuredClone(message), path, value);

/** `Orders[].Results[].Code` → `Orders[0].Results[0].Code`, as an issue names it. */
export const firstOf = (path: string): string => path.replaceAll('[]', '[0]');

export function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const child of Object.values(value)) deepFreeze(child);
  }
  return value;
}
