import { readdirSync } from 'node:fs';
import type { Catalogue, Language, Plural } from '../../src/element/texts/catalogue.js';
import { english } from '../../src/element/texts/english.js';

export interface NamedLanguage extends Language {
  /** The module's name, which is a language tag: `zh-hans`. */
  name: string;
}

const folder = new URL('../../src/element/texts/', import.meta.url);
const names = readdirSync(folder).flatMap(file => /^([a-z]{2}(?:-han[st])?)\.ts$/.exec(file)?.[1] ?? []);

/** Every module of a language, English first. */
export const languages: readonly NamedLanguage[] = [
  { name: 'en', dir: 'ltr', texts: english },
  ...(await Promise.all(
    names
      .filter(name => name !== 'en')
      .map(async name => {
        const { language } = (await import(new URL(`${name}.ts`, folder).href)) as { language: Language };
        return { name, ...language };
      }),
  )),
];

/** BCP 47: whose numbers and plural rules a language has. */
export const localeOf = ({ name, numbers }: NamedLanguage): string => numbers ?? name;

export const keysOf = (texts: Catalogue) => Object.keys(texts) as (keyof Catalogue)[];

export const isPlural = (text: string | Plural): text is Plural => typeof text !== 'string';

/** All texts with where they stand: `count-sent.few`. */
export const allTexts = (texts: Catalogue): [string, string][] =>
  keysOf(texts).flatMap(key => {
    const text: string | Plural = texts[key];
    if (!isPlural(text)) return [[key, text]];
    return Object.entries(text).map(([category, form]): [string, string] => [`${key}.${category}`, form]);
  });
