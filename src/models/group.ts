import * as z from 'zod/mini';

/** Objects of a message, and the types that are inferred from them. */

type OptionalField<Shape> = {
  [Name in keyof Shape]: Shape[Name] extends { _zod: { optout: 'optional' } } ? Name : never;
}[keyof Shape];
type Values<Shape, Names extends keyof Shape> = { -readonly [Name in Names]: z.output<Shape[Name]> };
type Flat<T> = { [Name in keyof T]: T[Name] } & {};

/**
 * What an object of this shape holds. zod infers the same, but filters its fields with `as`, and there TypeScript drops
 * their documentation; here it follows each field to the tooltip.
 */
type Value<Shape> = Flat<
  Values<Shape, Exclude<keyof Shape, OptionalField<Shape>>> & Partial<Values<Shape, OptionalField<Shape>>>
>;

type Internals<Shape extends z.core.$ZodShape> = Omit<
  z.core.$ZodObjectInternals<Shape, z.core.$strip>,
  'output' | 'input'
> & { output: Value<Shape>; input: Value<Shape> };

/**
 * The schema of an object whose unknown fields pass through: Redox adds fields. They are absent from the inferred type,
 * so that a misspelt field does not compile. It is a `ZodMiniObject`: `z.extend`, `z.pick` and `shape` work.
 *
 * A group that another module uses gets a name of its own (`interface Address extends Group<typeof addressShape> {}`):
 * declaration files then refer to it, where they would repeat it without its documentation.
 */
export interface Group<Shape extends z.core.$ZodShape>
  extends z.ZodMiniType<Value<Shape>, Value<Shape>, Internals<Shape>> {
  shape: Shape;
}

export const group = <Shape extends z.core.$ZodShape>(shape: Shape) => z.looseObject(shape) as unknown as Group<Shape>;

export const optionalGroup = <Shape extends z.core.$ZodShape>(shape: Shape) => z.optional(group(shape));

/** A list of objects that may be absent. */
export const groups = <Shape extends z.core.$ZodShape>(shape: Shape) => z.optional(z.array(group(shape)));
