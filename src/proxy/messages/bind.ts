import { asRecord, isRecord } from '../records.js';

type Fields = Record<string, unknown>;

/** Own fields, without the one key that could reach a prototype. */
const entries = (fields: unknown): [string, unknown][] =>
  Object.entries(asRecord(fields)).filter(([key]) => key !== '__proto__');

const overlay = (fields: unknown, bound: unknown): Fields =>
  Object.fromEntries([...entries(fields), ...entries(bound)]);

/**
 * Puts what a grant binds over what a browser sent. What is bound is bound whole, so that no half of somebody else's
 * patient stays behind: `Patient` and `Visit` as they are, `Meta`, `Note` and `Media` field by field, `Orders` order by
 * order and result by result, with no orders beside the bound ones.
 */
export function bind(message: unknown, bound: unknown): Fields {
  const result = overlay(message, {});
  for (const [key, value] of entries(bound)) {
    if (key === 'Orders' && Array.isArray(value)) result[key] = bindOrders(result[key], value);
    else if (['Meta', 'Note', 'Media'].includes(key) && isRecord(value)) result[key] = overlay(result[key], value);
    else result[key] = value;
  }
  return result;
}

const itemAt = (list: unknown, index: number): unknown => (Array.isArray(list) ? list[index] : undefined);

function bindOrders(sent: unknown, bound: unknown[]): Fields[] {
  return bound.map((order, index) => {
    const sentOrder = itemAt(sent, index);
    const merged = overlay(sentOrder, order);
    const boundResults = asRecord(order).Results;
    const sentResults = asRecord(sentOrder).Results;
    if (Array.isArray(boundResults) && Array.isArray(sentResults)) {
      const length = Math.max(sentResults.length, boundResults.length);
      merged.Results = Array.from({ length }, (_, at) => overlay(itemAt(sentResults, at), itemAt(boundResults, at)));
    }
    return merged;
  });
}
