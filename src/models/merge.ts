/** Putting messages together from what several parties know. Nothing given is ever changed. */

export type Fields = Record<string, unknown>;

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Own fields, without `undefined` and without the one key that could reach a prototype. */
const entries = (fields: unknown): [string, unknown][] =>
  isFields(fields) ? Object.entries(fields).filter(([key, value]) => value !== undefined && key !== '__proto__') : [];

/**
 * Deep merge of objects, later ones winning; lists and values are taken whole. Where only one side has a field, its
 * value is taken as it is, so depth costs nothing where nothing is to be merged.
 */
export function merge(...sources: unknown[]): Fields {
  const merged: Fields = {};
  for (const source of sources)
    for (const [key, value] of entries(source)) {
      const before = Object.hasOwn(merged, key) ? merged[key] : undefined;
      merged[key] = isFields(before) && isFields(value) ? merge(before, value) : value;
    }
  return merged;
}

const overlay = (fields: unknown, bound: unknown): Fields =>
  Object.fromEntries([...entries(fields), ...entries(bound)]);

/**
 * Puts what a grant binds over what a browser sent. What is bound is bound whole, so that no half of somebody else's
 * patient stays behind: `Patient` and `Visit` as they are, `Meta`, `Note` and `Media` field by field, `Orders` order by
 * order and result by result, with no orders beside the bound ones.
 */
export function bind(message: unknown, bound: unknown): Fields {
  const sent = isFields(message) ? message : {};
  const result = overlay(sent, {});
  for (const [key, value] of entries(bound)) {
    if (key === 'Orders' && Array.isArray(value)) result[key] = bindOrders(sent[key], value);
    else if (['Meta', 'Note', 'Media'].includes(key) && isFields(value)) result[key] = overlay(sent[key], value);
    else result[key] = value;
  }
  return result;
}

const itemAt = (list: unknown, index: number): unknown => (Array.isArray(list) ? list[index] : undefined);

function bindOrders(sent: unknown, bound: unknown[]): Fields[] {
  return bound.map((order, index) => {
    const sentOrder = itemAt(sent, index);
    const merged = overlay(sentOrder, order);
    const boundResults = isFields(order) ? order.Results : undefined;
    const sentResults = isFields(sentOrder) ? sentOrder.Results : undefined;
    if (Array.isArray(boundResults) && Array.isArray(sentResults))
      merged.Results = sentResults.map((result, at) => overlay(result, itemAt(boundResults, at)));
    return merged;
  });
}
