import type { Plural } from './catalogue.js';
import { isPlain, numberFormat } from './number-format.js';

/** What is put into a text; numbers are formatted, and `count` chooses the plural. */
export type Facts = Readonly<Record<string, string | number>>;

/** Texts of one language that have been filled in. */
export interface Phrases<C> {
  /** BCP 47: for sizes, percentages, times and lists. */
  readonly locale: string;
  (key: keyof C & string, facts?: Facts): string;
}

/**
 * Gives texts their numbers and names.
 * @param textOf the text with its holes
 * @param locale BCP 47, known to `Intl`
 */
export function phrasesOf<C>(textOf: (key: keyof C & string) => string | Plural, locale: string): Phrases<C> {
  let rules: Intl.PluralRules | undefined;
  const choose = (text: Plural, count: number): string => {
    if (isPlain(locale)) return (count === 1 && text.one) || text.other;
    rules ??= new Intl.PluralRules(locale);
    return text[rules.select(count)] ?? text.other;
  };
  const phrase = (key: keyof C & string, facts: Facts = {}): string => {
    const text = textOf(key);
    const chosen = typeof text === 'string' ? text : choose(text, Number(facts.count));
    return chosen.replace(/\{(\w+)\}/g, (hole, name: string) => {
      const fact = facts[name] ?? hole;
      if (typeof fact === 'string') return fact;
      return isPlain(locale) && fact < 1000 ? String(fact) : numberFormat(locale).format(fact);
    });
  };
  return Object.assign(phrase, { locale });
}
