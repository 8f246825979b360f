/** Putting messages together from what several parties know. Nothing given is ever changed. */

export type Fields = Record<string, unknown>;

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Objects in one, later ones winning, field by field; `undefined` wins over nothing, and what is no object has no fields. */
export function merge(...sources: unknown[]): Fields {
  // Without a prototype a field called `__proto__` is a field like others.
  const merged: Fields = Object.create(null);
  for (const source of sources)
    for (const [key, value] of isFields(source) ? Object.entries(source) : [])
      if (value !== undefined) merged[key] = value;
  return merged;
}
