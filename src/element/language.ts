import type { LitElement } from 'lit';
import type { Catalogue } from './texts/catalogue.js';
import { type Phrases, phrasesOf } from './texts/phrases.js';

interface Host extends LitElement {
  texts: Partial<Catalogue> | undefined;
}

/** What an element speaks. */
export class Language {
  readonly #host: Host;
  #key: unknown[] = [];
  readonly #phrases = new Map<object, Phrases<never>>();

  constructor(host: Host) {
    this.#host = host;
  }

  /** The same function until language or texts change. @param english what is said where nothing else is known */
  phrases<C extends Partial<Catalogue>>(english: C): Phrases<C> {
    const { texts } = this.#host;
    const lang = this.#host.closest('[lang]')?.getAttribute('lang') || 'en';
    if (this.#key[0] !== texts || this.#key[1] !== lang) this.#phrases.clear();
    this.#key = [texts, lang];
    let phrases = this.#phrases.get(english) as Phrases<C> | undefined;
    if (!phrases) {
      phrases = phrasesOf<C>({ ...english, ...texts }, lang);
      this.#phrases.set(english, phrases as Phrases<never>);
    }
    return phrases;
  }
}
