import type { Plural } from './catalogue.js';
import { numberFormat } from './number-format.js';

/** What is put into a text; numbers are formatted, and `count` chooses the plural. */
export type Facts = Readonly<Record<string, string | number>>;

/** Texts of one language that have been filled in. */
export interface Phrases<C> {
  /** BCP 47: for sizes, percentages, times and lists. */
  readonly locale: string;
  (key: keyof C & string, facts?: Facts): string;
}

const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufefc]/;

/** Keeps a name in one piece where it meets a text of the other direction: what `<bdi>` does, for text alone. */
const isolated = (name: string): string => `\u2068${name}\u2069`;

/**
 * Gives texts their numbers and names.
 * @param textOf the text with its holes
 * @param locale BCP 47, known to `Intl`
 */
export function phrasesOf<C>(textOf: (key: keyof C) => string | Plural, locale: string): Phrases<C> {
  let rules: Intl.PluralRules | undefined;
  const choose = (text: Plural, count: number): string => {
    rules ??= new Intl.PluralRules(locale);
    return text[rules.select(count)] ?? text.other;
  };
  const phrase = (key: keyof C & string, facts: Facts = {}): string => {
    const text = textOf(key);
    const chosen = typeof text === 'string' ? text : choose(text, Number(facts.count));
    const mixed = RIGHT_TO_LEFT.test(chosen + Object.values(facts).join(''));
    return chosen.replace(/\{(\w+)\}/g, (hole, name: string) => {
      const fact = facts[name];
      if (typeof fact === 'number') return numberFormat(locale).format(fact);
      return (name === 'name' && mixed && fact ? isolated(fact) : fact) ?? hole;
    });
  };
  return Object.assign(phrase, { locale });
}
