import { RedoxError } from './error.js';
import type { TrafficSettings } from './traffic-options.js';

/** `half-open`: the next call is a try, or is under way as one. */
export type CircuitState = 'closed' | 'open' | 'half-open';

/** How a call ended, as far as the circuit is concerned; `unknown`, when it was not made at all. */
export type CallOutcome = 'success' | 'failure' | 'unknown';

/**
 * Stops calls that would fail: after some failures in a row none is let through for a while, then one is, and how it
 * ends decides. Whoever comes meanwhile is told at once instead of waiting for another timeout.
 */
export class Circuit {
  readonly #settings: Pick<TrafficSettings, 'failures' | 'recovery'>;
  #failures = 0;
  /** By the clock of `performance.now()`; absent while the circuit is closed. */
  #openUntil: number | undefined;
  #trying = false;

  constructor(settings: Pick<TrafficSettings, 'failures' | 'recovery'>) {
    this.#settings = settings;
  }

  get state(): CircuitState {
    if (this.#openUntil === undefined) return 'closed';
    return performance.now() < this.#openUntil ? 'open' : 'half-open';
  }

  /**
   * Makes a call, if the circuit lets it through.
   * @param outcomeOf of what the call returned or, in `thrown`, threw
   * @throws {RedoxError} `upload-failed` when it does not: nothing has been sent
   */
  async run<T>(
    call: () => Promise<T>,
    outcomeOf: (ended: { value: T } | { thrown: unknown }) => CallOutcome,
  ): Promise<T> {
    const trying = this.#enter();
    let outcome: CallOutcome = 'unknown';
    try {
      const value = await call();
      outcome = outcomeOf({ value });
      return value;
    } catch (thrown) {
      outcome = outcomeOf({ thrown });
      throw thrown;
    } finally {
      if (trying) this.#trying = false;
      this.#count(outcome, trying);
    }
  }

  /** @returns whether the call is the one that is tried */
  #enter(): boolean {
    if (this.#openUntil === undefined) return false;
    const wait = this.#openUntil - performance.now();
    if (wait > 0 || this.#trying)
      throw new RedoxError('upload-failed', 'Redox has failed several times in a row and is left alone for a while', {
        retryAfter: Math.max(1, Math.ceil(wait / 1000)),
      });
    this.#trying = true;
    return true;
  }

  #count(outcome: CallOutcome, trying: boolean): void {
    if (outcome === 'success') {
      this.#failures = 0;
      this.#openUntil = undefined;
    }
    if (outcome !== 'failure') return;
    this.#failures++;
    // Calls from before it opened, which end now, do not keep it open for longer.
    if (trying || (this.#openUntil === undefined && this.#failures >= this.#settings.failures))
      this.#openUntil = performance.now() + this.#settings.recovery;
  }
}
