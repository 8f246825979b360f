import * as z from 'zod/mini';
import { isDate, isDateTime } from './formats.js';

/**
 * The kinds of field in Redox's schemas. Each constant is one schema shared by every field of that kind: `…!` in Redox's
 * listing is required here, `…?` may be absent or null, and objects and lists may be absent.
 */

/** `string?` */
export const text = z.optional(z.nullable(z.string()));
/** `string!`; an empty string identifies nothing, so it counts as missing. */
export const requiredText = z.string().check(z.minLength(1));
/** `boolean?` */
export const flag = z.optional(z.nullable(z.boolean()));
/** `number?` */
export const count = z.optional(z.nullable(z.number()));
/** `string[]` */
export const texts = z.optional(z.array(z.string()));
/** `string?` holding an ISO 8601 date-time. */
export const dateTime = z.optional(
  z.nullable(z.string().check(z.refine(isDateTime, { params: { format: 'date-time' } }))),
);
/** `string?` holding a calendar date, `YYYY-MM-DD`. */
export const date = z.optional(z.nullable(z.string().check(z.refine(isDate, { params: { format: 'date' } }))));

/** `string?` with a value set. */
export const oneOf = <const T extends readonly string[]>(values: T) => z.optional(z.nullable(z.enum(values)));

/**
 * An object whose unknown fields pass through: Redox adds fields. They are absent from the inferred type, so that a
 * misspelt field does not compile.
 */
export const group = <T extends z.core.$ZodShape>(shape: T) => z.looseObject(shape) as unknown as z.ZodMiniObject<T>;

export const optionalGroup = <T extends z.core.$ZodShape>(shape: T) => z.optional(group(shape));

/** A list of objects that may be absent. */
export const groups = <T extends z.core.$ZodShape>(shape: T) => z.optional(z.array(group(shape)));

/** `object!` in a list: at least one is needed. */
export const requiredGroups = <T extends z.core.$ZodShape>(shape: T) => z.array(group(shape)).check(z.minLength(1));
