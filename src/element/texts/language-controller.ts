import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Catalogue, Language } from './catalogue.js';
import { followLang, langOf } from './inherited-lang.js';
import { canonicalTag, knownLocale } from './language-tag.js';
import { languageFor, languageListeners } from './languages.js';
import { type Phrases, phrasesOf } from './phrases.js';

interface Host extends ReactiveControllerHost, Element {
  /** Texts of the host page's own, by key. */
  texts?: Partial<Catalogue> | undefined;
}

/** Texts, direction and numbers belong together and change together. */
interface Spoken {
  /** BCP 47 */
  lang: string;
  /** BCP 47: for `Intl` */
  locale: string;
  /** Undefined where it is the element's English. */
  language?: Language;
  /** The page's language where it is another. */
  otherLang?: string;
}

const ENGLISH: Spoken = { lang: 'en', locale: 'en' };

/** @param page `lang` as the page has it @param tag the same in canonical form, or empty */
function spokenIn(page: string, tag: string, language: Language | undefined): Spoken {
  if (language) return { lang: tag, locale: knownLocale(tag, language.numbers), language };
  return tag.startsWith('en') ? { lang: tag, locale: knownLocale(tag) } : { ...ENGLISH, otherLang: page };
}

/** The language of the page around an element, through shadow roots and at run time; English until that has loaded. */
export class LanguageController implements ReactiveController {
  readonly #host: Host;
  #spoken = ENGLISH;
  #wanted: unknown;
  #unfollow: (() => void) | undefined;
  #own: Host['texts'];
  readonly #phrases = new Map<object, Phrases<Catalogue>>();

  constructor(host: Host) {
    this.#host = host;
    host.addController(this);
  }

  get lang(): string {
    return this.#spoken.lang;
  }

  get dir(): 'ltr' | 'rtl' {
    return this.#spoken.language?.dir ?? 'ltr';
  }

  /** The page's language where the element does not speak it, or not yet: texts of the host's own are in it. */
  get otherLang(): string | undefined {
    return this.#spoken.otherLang;
  }

  /** The same function until language or texts change. @param english what is said where nothing else is known */
  phrases<K extends keyof Catalogue>(english: Pick<Catalogue, K>): Phrases<Pick<Catalogue, K>> {
    const { texts: own } = this.#host;
    if (own !== this.#own) this.#phrases.clear();
    this.#own = own;
    const kept = this.#phrases.get(english);
    if (kept) return kept;
    const { language, locale } = this.#spoken;
    const textOf = (key: keyof Catalogue) => own?.[key] ?? language?.texts[key] ?? english[key as K] ?? '';
    const phrases = phrasesOf<Catalogue>(textOf, locale);
    this.#phrases.set(english, phrases);
    return phrases;
  }

  hostConnected(): void {
    this.#unfollow = followLang(this.#host, this.follow);
    languageListeners.add(this.follow);
    this.follow();
  }

  hostDisconnected(): void {
    this.#unfollow?.();
    languageListeners.delete(this.follow);
  }

  /** Looks again which language is wanted, and loads it where an earlier attempt has failed. */
  readonly follow = (): void => {
    const page = langOf(this.#host);
    const tag = canonicalTag(page) ?? '';
    const found = tag ? languageFor(tag) : undefined;
    this.#wanted = found;
    if (!(found instanceof Promise)) {
      this.#speak(spokenIn(page, tag, found));
      return;
    }
    this.#speak({ ...this.#spoken, otherLang: page });
    const settle = (language?: Language) => {
      if (this.#wanted === found) this.#speak(spokenIn(page, language ? tag : '', language));
    };
    found.then(settle, () => settle());
  };

  #speak(spoken: Spoken): void {
    const { lang, language, otherLang } = this.#spoken;
    if (spoken.lang === lang && spoken.language === language && spoken.otherLang === otherLang) return;
    this.#spoken = spoken;
    this.#phrases.clear();
    this.#host.requestUpdate();
  }
}
