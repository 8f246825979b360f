import type { Progress } from './events.js';

/** A frame at 60 Hz, in milliseconds: the host hears of a file at most this often. */
const FRAME = 1000 / 60;
/** The rate is an average that forgets: what was measured this long ago weighs 1/e. In milliseconds. */
const MEMORY = 3000;

/** Turns every byte counted into as many reports as a host can use, and a rate. */
export class ProgressMeter {
  #current: Progress;
  #reported = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #measuredAt = performance.now();
  #report: (progress: Progress) => void;

  constructor(report: (progress: Progress) => void) {
    this.#report = report;
    this.#current = { phase: 'preparing', sent: 0, total: 0, bytesPerSecond: 0, waiting: false };
  }

  enter(phase: Progress['phase']): void {
    this.#current = { phase, sent: 0, total: 0, bytesPerSecond: 0, waiting: false };
    this.#measuredAt = performance.now();
    this.#schedule();
  }

  count(sent: number, total: number): void {
    const now = performance.now();
    const gone = now - this.#measuredAt;
    const bytes = sent - this.#current.sent;
    let { bytesPerSecond } = this.#current;
    // After a broken connection the count goes back to what arrived: that is no rate.
    if (bytes > 0 && gone > 0) {
      const weight = bytesPerSecond === 0 ? 1 : 1 - Math.exp(-gone / MEMORY);
      bytesPerSecond += weight * ((bytes / gone) * 1000 - bytesPerSecond);
      this.#measuredAt = now;
    }
    this.#current = { ...this.#current, sent, total, bytesPerSecond, waiting: false };
    this.#schedule();
  }

  /** Nothing moves until it is counted again. */
  wait(): void {
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
