import type { Language } from './catalogue.js';
import { canonicalTag, lookupOf } from './language-tag.js';

type LoadLanguage = () => Promise<{ language: Language }>;

/** English comes with the element. Cantonese is written as in Hong Kong, and browsers make `fil` of `tl`. */
const languages = new Map<string, Language | LoadLanguage>(
  Object.entries({
    ar: () => import('./ar.js'),
    de: () => import('./de.js'),
    es: () => import('./es.js'),
    fa: () => import('./fa.js'),
    fil: () => import('./tl.js'),
    fr: () => import('./fr.js'),
    hi: () => import('./hi.js'),
    ht: () => import('./ht.js'),
    it: () => import('./it.js'),
    ja: () => import('./ja.js'),
    ko: () => import('./ko.js'),
    pl: () => import('./pl.js'),
    pt: () => import('./pt.js'),
    ru: () => import('./ru.js'),
    tl: () => import('./tl.js'),
    vi: () => import('./vi.js'),
    yue: () => import('./zh-hant.js'),
    zh: () => import('./zh-hans.js'),
    'zh-Hant': () => import('./zh-hant.js'),
  }),
);

/** What loads, so that many elements load it once. */
const loading = new Map<LoadLanguage, Promise<Language>>();

/** Told of every language that is added. */
export const languageListeners = new Set<() => void>();

/**
 * Adds a language for all elements, or puts another in the place of one.
 * @param tag BCP 47, such as `so` or `zh-Hant-HK`; `so` serves `so-KE` as well
 * @param language all its texts, or a function that loads them when they are needed
 * @throws RangeError where the tag is none
 */
export function registerLanguage(tag: string, language: Language | (() => Promise<Language>)): void {
  const name = canonicalTag(tag);
  if (!name) throw new RangeError(`Not a language tag: ${tag}`);
  languages.set(name, typeof language === 'function' ? async () => ({ language: await language() }) : language);
  for (const listener of languageListeners) listener();
}

/**
 * The language that serves a tag, at once where it has been loaded; undefined where the element's English does. What has
 * failed to load is tried again with the next call.
 * @param tag canonical
 */
export function languageFor(tag: string): Language | Promise<Language> | undefined {
  const name = lookupOf(tag).find(candidate => languages.has(candidate)) ?? '';
  const found = languages.get(name);
  return typeof found === 'function' ? load(name, found) : found;
}

function load(name: string, loader: LoadLanguage): Promise<Language> {
  const started = loading.get(loader);
  if (started) return started;
  const loaded = loader().then(({ language }) => {
    // Unless another has taken its place meanwhile.
    if (languages.get(name) === loader) languages.set(name, language);
    return language;
  });
  loading.set(loader, loaded);
  const finished = () => loading.delete(loader);
  loaded.then(finished, finished);
  return loaded;
}
