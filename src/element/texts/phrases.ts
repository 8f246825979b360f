import type { Plural } from './catalogue.js';

/** What is put into a text; numbers are formatted, and `count` chooses the plural. */
export type Facts = Readonly<Record<string, string | number>>;

/** Texts of one language that have been filled in. */
export interface Phrases<C> {
  /** BCP 47. */
  readonly locale: string;
  (key: keyof C & string, facts?: Facts): string;
}

/** Gives texts their numbers and names. @param locale BCP 47 */
export function phrasesOf<C extends object>(texts: C, locale: string): Phrases<C> {
  const phrase = (key: keyof C & string, facts: Facts = {}): string => {
    const text = texts[key] as string | Plural;
    const chosen =
      typeof text === 'string' ? text : (text[new Intl.PluralRules(locale).select(Number(facts.count))] ?? text.other);
    return chosen.replace(/\{(\w+)\}/g, (hole, name: string) => {
      const fact = facts[name];
      return typeof fact === 'number' ? new Intl.NumberFormat(locale).format(fact) : (fact ?? hole);
    });
  };
  return Object.assign(phrase, { locale });
}
