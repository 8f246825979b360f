import type * as z from 'zod/mini';
import { type Fields, isFields } from './merge.js';

/** What zod keeps of a schema, as far as the order of its fields goes. */
interface SchemaNode {
  _zod: { def: { shape?: Record<string, SchemaNode>; element?: SchemaNode; innerType?: SchemaNode } };
}

/** Deeper than this a value is taken as it is; `checkMessage` refuses it then. */
const DEEPEST = 64;

/** A copy of a value with its fields in the schema's order, unknown ones after them, and without `undefined`. */
export function inSchemaOrder(schema: z.ZodMiniType | undefined, value: unknown): unknown {
  return ordered(schema as unknown as SchemaNode | undefined, value, 0);
}

function ordered(schema: SchemaNode | undefined, value: unknown, depth: number): unknown {
  if (typeof value !== 'object' || value === null || depth > DEEPEST) return value;
  const def = schema?._zod.def;
  if (def?.innerType) return ordered(def.innerType, value, depth);
  if (Array.isArray(value))
    return value.map(item => (item === undefined ? null : ordered(def?.element, item, depth + 1)));
  // A Date, a File or another object with a prototype of its own is not a message's part; validation says so.
  if (!isPlain(value)) return value;
  const result: Fields = {};
  for (const key of new Set([...Object.keys(def?.shape ?? {}), ...Object.keys(value)])) {
    if (key === '__proto__' || !Object.hasOwn(value, key) || value[key] === undefined) continue;
    result[key] = ordered(def?.shape?.[key], value[key], depth + 1);
  }
  return result;
}

function isPlain(value: unknown): value is Fields {
  if (!isFields(value)) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
