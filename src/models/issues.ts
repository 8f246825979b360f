import type * as z from 'zod/mini';

/** What a message lacks, in words that a developer can act on. No text repeats a value of the message: values are PHI. */
export interface MessageIssue {
  /** The field in Redox's notation: `Orders[0].Results[0].ValueType`; empty for the message itself. */
  path: string;
  code: MessageIssueCode;
  /** In English, for developers: `Patient.Identifiers is required`. */
  message: string;
}

export type MessageIssueCode =
  | 'required' // absent, null or empty, and the message is refused without it
  | 'type' // not the type that Redox's schema gives
  | 'value-set' // not one of the values that Redox knows
  | 'format' // a date, UUID, base64 or URI that is not well-formed
  | 'conflict' // contradicts another field
  | 'depth'; // nested deeper, or holding more values, than any Redox message

type Path = readonly PropertyKey[];

/** `['Orders', 0, 'ID']` → `Orders[0].ID` */
const pathText = (path: Path): string =>
  path
    .map(key => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('')
    .slice(1);

const valueAt = (root: unknown, path: Path): unknown =>
  path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown> | null | undefined)?.[key], root);

/** The code of one of zod's issues, and what the field has to be. */
function describe(issue: z.core.$ZodIssue, value: unknown): [code: MessageIssueCode, text: string] {
  if (issue.code === 'custom') return [issue.params?.code as MessageIssueCode, issue.message];
  if (value === undefined) return ['required', 'is required'];
  const { values, expected } = issue as Partial<z.core.$ZodIssueInvalidValue & z.core.$ZodIssueInvalidType>;
  const text = `must be ${values ? `one of ${JSON.stringify(values).slice(1, -1)}` : `of type ${expected}`}`;
  if (value !== null) return [values && typeof value === 'string' ? 'value-set' : 'type', text];
  // A text is refused for being null only where it is required. Objects and lists may never be null.
  return [values || expected === 'string' ? 'required' : 'type', `${text}, not null`];
}

/** An issue as zod takes it. Without its input, which is PHI. */
export const issueAt = (path: PropertyKey[], params: Partial<MessageIssue>, message: string) =>
  ({ code: 'custom', path, message, params, input: undefined }) as const;

/** Adds zod's issues as ours: one a field, the first that was found, with our path and code in `params`. */
export function explain(found: readonly z.core.$ZodIssue[], message: unknown, issues: z.core.$ZodRawIssue[]): void {
  const seen = new Set<string>();
  for (const issue of found) {
    const path = pathText(issue.path);
    if (seen.has(path)) continue;
    seen.add(path);
    const [code, text] = describe(issue, valueAt(message, issue.path));
    issues.push(issueAt(issue.path, { path, code }, `${path || 'The message'} ${text}`));
  }
}
