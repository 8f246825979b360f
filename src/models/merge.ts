/** Putting messages together from what several parties know. Nothing given is ever changed. */

export type Fields = Record<string, unknown>;

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Deep merge of objects, later ones winning; `undefined` wins over nothing, and lists and values are taken whole. Where
 * only one side has a field, its value is taken as it is, so depth costs nothing where nothing is to be merged.
 */
export function merge(...sources: unknown[]): Fields {
  // Without a prototype a field called `__proto__` is a field like others.
  const merged: Fields = Object.create(null);
  for (const source of sources)
    for (const [key, value] of isFields(source) ? Object.entries(source) : []) {
      const before = merged[key];
      if (value !== undefined) merged[key] = isFields(before) && isFields(value) ? merge(before, value) : value;
    }
  return merged;
}
