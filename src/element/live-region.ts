import type { LitElement, ReactiveController } from 'lit';

/** How long things that happen together are gathered, and how long a text is left to be spoken; in milliseconds. */
const GATHER = 100;
const SPEAK = 1000;

/** What a screen reader is told. One element has one, so that no text cuts off another. */
export class LiveRegion implements ReactiveController {
  readonly #host: LitElement;
  /** What there is to say of files since it was last asked. */
  readonly #news: () => readonly string[];
  #texts: string[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #spokenAt = Number.NEGATIVE_INFINITY;
  #focus: AbortController | undefined;

  constructor(host: LitElement, news: () => readonly string[]) {
    this.#host = host;
    this.#news = news;
    host.addController(this);
    this.waitForFocus();
  }

  hostConnected(): void {
    this.look();
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#focus?.abort();
    this.#focus = undefined;
  }

  say(text: string): void {
    this.#texts.push(text);
    this.look();
  }

  /** Asks for news, soon. */
  look(): void {
    if (!this.#host.isConnected || this.#focus) return;
    this.#timer ??= setTimeout(this.#speak, Math.max(GATHER, this.#spokenAt + SPEAK - performance.now()));
  }

  /** Safari and Firefox speak nothing while a file picker closes: only once the window has focus again. */
  waitForFocus(): void {
    if (document.hasFocus()) return;
    this.hostDisconnected();
    this.#focus = new AbortController();
    const goOn = () => {
      this.hostDisconnected();
      this.look();
    };
    addEventListener('focus', goOn, { signal: this.#focus.signal });
    // A page in a frame may get none.
    this.#timer = setTimeout(goOn, SPEAK);
  }

  readonly #speak = (): void => {
    this.#timer = undefined;
    const texts = [...this.#texts, ...this.#news()];
    this.#texts = [];
    if (texts.length === 0) return;
    this.#spokenAt = performance.now();
    // New nodes, so that the same text is spoken a second time.
    const lines = texts.map(text => Object.assign(document.createElement('p'), { textContent: text }));
    this.#host.renderRoot.querySelector('[role=status]')?.replaceChildren(...lines);
  };
}
