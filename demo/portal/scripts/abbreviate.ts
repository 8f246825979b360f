/** Characters of a text that are shown. */
const SHOWN = 72;

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

function abbreviated(value: unknown): unknown {
  if (typeof value === 'string' && value.length > 2 * SHOWN)
    return `${value.slice(0, SHOWN)}… (${value.length.toLocaleString('en')} characters)`;
  if (value instanceof File) return { name: value.name, type: value.type, size: value.size };
  if (value instanceof Error) return { ...value, name: value.name, message: value.message };
  return value;
}

/** JSON to read: long texts (a file's contents) cut, files and errors with what they say of themselves. */
export function readableJson(detail: unknown): string {
  // Some of a detail's members are inherited getters, which JSON leaves out.
  const members: Record<string, unknown> = {};
  for (const key in detail as object) members[key] = (detail as Record<string, unknown>)[key];
  return JSON.stringify(members, (_key, value) => abbreviated(value), 2);
}

/** What one line about an event tells. `message` is not among it: to look at it is to have it made. */
const TOLD = [
  'file',
  'files',
  'phase',
  'sent',
  'total',
  'delivery',
  'documentId',
  'issues',
  'result',
  'error',
] as const;

function brief(value: unknown): string {
  if (value instanceof File) return value.name;
  if (Array.isArray(value)) return String(value.length);
  if (!isObject(value)) return String(value);
  if ('code' in value) return String(value.code);
  return 'logIds' in value ? String(value.logIds) : '';
}

/** One line about an event's detail. */
export const summaryOf = (detail: object): string =>
  TOLD.filter(key => key in detail)
    .map(key => `${key} ${brief((detail as Record<string, unknown>)[key])}`)
    .join(' · ');
