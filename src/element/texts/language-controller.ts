import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Catalogue } from './catalogue.js';
import { followLang, langOf, unfollowLang } from './inherited-lang.js';
import type { Spoken } from './languages.js';
import { type Phrases, phrasesOf } from './phrases.js';
import { registered } from './registered-languages.js';

interface Host extends ReactiveControllerHost, Element {
  /** Texts of the host page's own, by key. */
  texts?: Partial<Catalogue> | undefined;
}

/** What the element speaks by itself: English, of a region or none. */
const OWN = /^en(?:-[a-z]{2})?$/i;
const ENGLISH: Spoken = { lang: 'en', locale: 'en' };

type Languages = typeof import('./languages.js');

let languages: Languages | undefined;

/** The language of the page around an element, through shadow roots and at run time; English until that has loaded. */
export class LanguageController implements ReactiveController {
  readonly #host: Host;
  #spoken = ENGLISH;
  #otherLang: string | undefined;
  /** What came last wins, not what loads last. */
  #wanted: unknown;
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
    return this.#otherLang;
  }

  /**
   * The same function until language or texts change.
   * @param english what is said where nothing else is known
   * @param make puts facts into the texts
   */
  phrases<K extends keyof Catalogue>(english: Pick<Catalogue, K>, make = phrasesOf): Phrases<Pick<Catalogue, K>> {
    const { texts: own } = this.#host;
    if (own !== this.#own) this.#phrases.clear();
    this.#own = own;
    const kept = this.#phrases.get(english);
    if (kept) return kept;
    const { language, locale } = this.#spoken;
    const textOf = (key: keyof Catalogue) => own?.[key] ?? language?.texts[key] ?? english[key as K] ?? '';
    const phrases = make<Catalogue>(textOf, locale);
    this.#phrases.set(english, phrases);
    return phrases;
  }

  hostConnected(): void {
    followLang(this.#host, this.follow);
    this.follow();
  }

  hostDisconnected(): void {
    unfollowLang(this.#host);
  }

  /** Looks again which language is wanted, and loads it where an earlier attempt has failed. */
  readonly follow = (): void => {
    const page = langOf(this.#host);
    const found = this.#lookUp(page);
    this.#wanted = found;
    if (!(found instanceof Promise)) {
      this.#speak(found ?? ENGLISH, found ? undefined : page);
      return;
    }
    this.#speak(this.#spoken, page);
    const settle = (spoken?: Spoken) => {
      if (this.#wanted === found) this.#speak(spoken ?? ENGLISH, spoken ? undefined : page);
    };
    found.then(settle, () => settle());
  };

  #lookUp(page: string): Spoken | Promise<Spoken | undefined> | undefined {
    if (registered.size === 0) {
      if (!page) return undefined;
      if (OWN.test(page)) return { lang: page, locale: page };
    }
    if (languages) return languages.spokenOn(page, registered);
    return import('./languages.js').then(module => {
      languages = module;
      return module.spokenOn(page, registered);
    });
  }

  #speak(spoken: Spoken, otherLang: string | undefined): void {
    const { lang, language } = this.#spoken;
    if (spoken.lang === lang && spoken.language === language && otherLang === this.#otherLang) return;
    this.#spoken = spoken;
    this.#otherLang = otherLang;
    this.#phrases.clear();
    this.#host.requestUpdate();
  }
}
