import type { Fields } from './merge.js';
import { DEEPEST } from './message.js';

/** What zod keeps of a schema, as far as the order of its fields goes. */
interface SchemaNode {
  _zod?: { def: { shape?: Record<string, SchemaNode>; element?: SchemaNode; innerType?: SchemaNode } };
}

/**
 * A copy of a value with its fields in the schema's order, unknown ones after them, and without `undefined`.
 * Deeper than any message, a value is taken as it is; `checkMessage` refuses it then.
 * @param above the objects that hold the value: what holds itself is taken as it is
 */
export function inSchemaOrder(schema: unknown, value: unknown, above: readonly unknown[] = []): unknown {
  if (Object(value) !== value || above.length > DEEPEST || above.includes(value)) return value;
  const def = (schema as SchemaNode | undefined)?._zod?.def;
  if (def?.innerType) return inSchemaOrder(def.innerType, value, above);
  const within = [...above, value];
  if (Array.isArray(value))
    return Array.from(value, item => (item === undefined ? null : inSchemaOrder(def?.element, item, within)));
  // A Date, a File or another object with a prototype of its own: JSON.stringify knows what becomes of it.
  const prototype = Object.getPrototypeOf(value);
  if (prototype && Object.getPrototypeOf(prototype)) return value;
  const fields = value as Fields;
  const result: Fields = {};
  for (const key of new Set([...Object.keys(def?.shape ?? {}), ...Object.keys(fields)])) {
    const field = inSchemaOrder(def?.shape?.[key], fields[key], within);
    if (key !== '__proto__' && field !== undefined) result[key] = field;
  }
  return result;
}
