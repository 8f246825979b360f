import { isPlain } from './number-format.js';

/** `PDF, JPEG, or pictures`, in the language's own words. */
export function formatChoice(items: readonly string[], locale: string): string {
  if (!isPlain(locale)) return new Intl.ListFormat(locale, { type: 'disjunction' }).format(items);
  const last = items.at(-1) ?? '';
  return items.length > 2 ? `${items.slice(0, -1).join(', ')}, or ${last}` : items.join(' or ');
}
