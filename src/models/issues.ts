import type * as z from 'zod/mini';

/** What a message lacks, in words that a developer can act on. No text repeats a value of the message: values are PHI. */
export interface MessageIssue {
  /** The field in Redox's notation: `Orders[0].Results[0].ValueType`. */
  path: string;
  code: MessageIssueCode;
  /** In English, for developers: `Patient.Identifiers is required`. */
  message: string;
}

export type MessageIssueCode =
  | 'required' // absent or empty, and the message is refused without it
  | 'type' // not the type that Redox's schema gives
  | 'value-set' // not one of the values that Redox knows
  | 'format' // a date, UUID, base64 or URI that is not well-formed
  | 'conflict' // contradicts another field
  | 'depth'; // nested deeper than any Redox message

/** `['Orders', 0, 'ID']` → `Orders[0].ID` */
export const pathText = (path: readonly PropertyKey[]): string =>
  path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`;
    return text ? `${text}.${String(key)}` : String(key);
  }, '');

function valueAt(root: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown> | null | undefined)?.[key], root);
}

const quoted = (values: readonly unknown[]): string => values.map(value => `"${String(value)}"`).join(', ');

function describe(issue: z.core.$ZodIssue, message: unknown): Pick<MessageIssue, 'code' | 'message'> {
  if (issue.code === 'custom') {
    const { code, format } = (issue.params ?? {}) as { code?: MessageIssueCode; format?: string };
    return { code: code ?? 'format', message: format ? `must be ${article(format)}` : issue.message };
  }
  const value = valueAt(message, issue.path);
  if (value === undefined) return { code: 'required', message: 'is required' };
  if (issue.code === 'too_small') return { code: 'required', message: 'is required: it may not be empty' };
  if (issue.code === 'invalid_value') return { code: 'value-set', message: `must be one of ${quoted(issue.values)}` };
  if (issue.code === 'invalid_type')
    return { code: 'type', message: `must be ${article(issue.expected)}${value === null ? ', not null' : ''}` };
  return { code: 'type', message: 'is not what Redox expects' };
}

const article = (noun: string): string => {
  if (/^(standard|a |an )/.test(noun)) return noun;
  return `${/^[aeio]/i.test(noun) ? 'an' : 'a'} ${noun}`;
};

/** One issue a field, the first that was found. */
export function toMessageIssues(issues: readonly z.core.$ZodIssue[], message: unknown): MessageIssue[] {
  const byPath = new Map<string, MessageIssue>();
  for (const issue of issues) {
    const path = pathText(issue.path);
    const described = describe(issue, message);
    if (!byPath.has(path))
      byPath.set(path, { path, code: described.code, message: `${path || 'The message'} ${described.message}` });
  }
  return [...byPath.values()];
}
