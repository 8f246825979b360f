/** The languages beside English; loaded where a page has another, or a host has added one. */
import type { Language } from './catalogue.js';
import { canonicalTag, knownLocale, lookupOf } from './language-tag.js';
import type { Registered } from './registered-languages.js';

/** What an element speaks: texts, direction and numbers belong together and change together. */
export interface Spoken {
  /** BCP 47 */
  lang: string;
  /** BCP 47: for `Intl` */
  locale: string;
  /** Undefined where it is the element's own English. */
  language?: Language;
}

type Loader = () => Promise<{ language: Language } | Language>;

/** Cantonese is written as in Hong Kong, and browsers make `fil` of `tl`. */
const LOADERS: Readonly<Record<string, Loader>> = {
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
};

/** What has loaded, or loads: many elements load it once. */
const loaded = new Map<Loader, Language | Promise<Language>>();

function load(loader: Loader): Language | Promise<Language> {
  const found = loaded.get(loader);
  if (found) return found;
  const loading = loader().then(module => {
    const language = 'language' in module ? module.language : module;
    loaded.set(loader, language);
    return language;
  });
  loaded.set(loader, loading);
  // What has failed is tried again by the next who asks.
  loading.catch(() => loaded.delete(loader));
  return loading;
}

/** The language that serves a tag, at once where it has been loaded. @returns undefined where none does */
function languageFor(tag: string, registered: Registered): Language | Promise<Language> | undefined {
  const found = lookupOf(tag)
    .map(name => registered.get(name) ?? LOADERS[name])
    .find(Boolean);
  return typeof found === 'function' ? load(found) : found;
}

/**
 * What an element speaks on a page: at once where it can be told at once; undefined where that is no more than English.
 * @param page `lang` as the page has it
 * @param registered languages that hosts have added
 */
export function spokenOn(page: string, registered: Registered): Spoken | Promise<Spoken> | undefined {
  const tag = canonicalTag(page);
  const language = tag && languageFor(tag, registered);
  if (language) {
    const spoken = (found: Language): Spoken => ({
      lang: tag,
      locale: knownLocale(tag, found.numbers),
      language: found,
    });
    return language instanceof Promise ? language.then(spoken) : spoken(language);
  }
  return tag?.startsWith('en') ? { lang: tag, locale: knownLocale(tag) } : undefined;
}
