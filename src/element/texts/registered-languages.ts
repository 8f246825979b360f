import type { Language } from './catalogue.js';
import { tellFollowers } from './inherited-lang.js';

/** By canonical tag. */
export type Registered = ReadonlyMap<string, Language | (() => Promise<Language>)>;

const languages = new Map<string, Language | (() => Promise<Language>)>();

/** Languages that hosts have added. */
export const registered: Registered = languages;

/**
 * Adds a language for all elements, or puts another in the place of one.
 * @param tag BCP 47, such as `so` or `zh-Hant-HK`; `so` serves `so-KE` as well
 * @param language all its texts, or a function that loads them when they are needed
 * @throws RangeError where the tag is none
 */
export function registerLanguage(tag: string, language: Language | (() => Promise<Language>)): void {
  for (const name of Intl.getCanonicalLocales(tag)) languages.set(name, language);
  tellFollowers();
}
