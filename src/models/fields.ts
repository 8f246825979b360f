import * as z from 'zod/mini';
import { isDate, isDateTime, isUuid } from './formats.js';
import { issueAt } from './issues.js';

/**
 * The kinds of field in Redox's schemas. Each constant is one schema shared by every field of that kind: `…!` in Redox's
 * listing is required here, `…?` may be absent or null, and objects and lists may be absent, but not null.
 */

/** A check of a value that has the right type; the message says what the value has to be, and never repeats it. */
export const check = <T>(
  holds: (value: T) => boolean,
  message: string,
  code: 'required' | 'type' | 'format' = 'format',
) =>
  z.check<T>(({ value, issues }) => {
    if (!holds(value)) issues.push(issueAt([], { code }, message));
  });

/** At least one character or item: an empty value identifies nothing, so it counts as missing. */
export const filled = check<{ length: number }>(
  ({ length }) => length > 0,
  'is required: it may not be empty',
  'required',
);

const optional = <T extends z.core.SomeType>(schema: T) => z.optional(z.nullable(schema));

/** `string?` */
export const text = optional(z.string());
/** `string!` */
export const requiredText = z.string().check(filled);
// Zod's own classes for these two would cost a page 200 bytes more.
const boolean = z.literal([true, false]);
const number = z.unknown().check(check(Number.isFinite, 'must be of type number', 'type'));
/** `boolean?` */
export const flag = optional(boolean);
/** `number?` */
export const count = optional(number as unknown as z.ZodMiniNumber<number>);
/** `string[]` */
export const texts = z.optional(z.array(z.string()));
/** `string?` holding an ISO 8601 date-time. */
export const dateTime = optional(z.string().check(check(isDateTime, 'must be an ISO 8601 date-time')));
/** `string?` holding a calendar date. */
export const date = optional(z.string().check(check(isDate, 'must be a date that exists, YYYY-MM-DD')));
/** `string?` holding a UUID. */
export const uuid = optional(z.string().check(check(isUuid, 'must be a UUID')));

/** `string?` with a value set. */
export const oneOf = <const Values extends readonly string[]>(values: Values) => optional(z.literal(values));
