import type { Progress } from './events.js';

/** A frame at 60 Hz, in milliseconds: the host hears of a file at most this often. */
const FRAME = 1000 / 60;
/** The rate is an average that forgets: what was measured this long ago weighs 1/e. In milliseconds. */
const MEMORY = 3000;
/** The first rate is measured over this long: what fills a buffer seems to have gone at once. In milliseconds. */
const SETTLE = 1000;

/** Turns every byte counted into as many reports as a host can use, and a rate. */
export class ProgressMeter {
  #current: Progress;
  #reported = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** From where the next rate is measured; nowhere until something is counted. */
  #from: { sent: number; at: number } | undefined;
  #report: (progress: Progress) => void;

  constructor(report: (progress: Progress) => void) {
    this.#report = report;
    this.#current = { phase: 'preparing', sent: 0, total: 0, bytesPerSecond: 0, waiting: false };
  }

  enter(phase: Progress['phase']): void {
    this.#current = { phase, sent: 0, total: 0, bytesPerSecond: 0, waiting: false };
    this.#from = undefined;
    this.#schedule();
  }

  count(sent: number, total: number): void {
    const at = performance.now();
    let { bytesPerSecond } = this.#current;
    // An upload that goes on begins where it was, and after a broken connection the count goes back: that is no rate.
    if (!this.#from || sent < this.#from.sent) this.#from = { sent, at };
    const bytes = sent - this.#from.sent;
    const gone = at - this.#from.at;
    if (bytes > 0 && gone > 0 && (bytesPerSecond > 0 || gone >= SETTLE)) {
      const weight = bytesPerSecond === 0 ? 1 : 1 - Math.exp(-gone / MEMORY);
      bytesPerSecond += weight * ((bytes / gone) * 1000 - bytesPerSecond);
      this.#from = { sent, at };
    }
    this.#current = { ...this.#current, sent, total, bytesPerSecond, waiting: false };
    this.#schedule();
  }

  /** Nothing moves until it is counted again. */
  wait(): void {
    this.#from = undefined;
    this.#current = { ...this.#current, bytesPerSecond: 0, waiting: true };
    this.#schedule();
  }

  /** Reports what is left to report; nothing comes after it. */
  end(): void {
    if (this.#timer !== undefined) this.#flush();
  }

  #schedule(): void {
    this.#timer ??= setTimeout(() => this.#flush(), Math.max(0, this.#reported + FRAME - performance.now()));
  }

  #flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#reported = performance.now();
    this.#report(this.#current);
  }
}
