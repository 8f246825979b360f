/**
 * Keeps the screen on while files are on their way, where the browser can: phones stop a page's requests when it goes
 * off. A browser gives the lock back when the page is hidden, so it is taken again when it is seen.
 */
export class WakeLock {
  readonly #holders = new Set<object>();
  #sentinel: Promise<WakeLockSentinel | undefined> | undefined;

  hold(holder: object): void {
    this.#holders.add(holder);
    if (this.#holders.size > 1) return;
    globalThis.document?.addEventListener('visibilitychange', this.#take);
    this.#take();
  }

  release(holder: object): void {
    if (!this.#holders.delete(holder) || this.#holders.size > 0) return;
    globalThis.document?.removeEventListener('visibilitychange', this.#take);
    void this.#sentinel?.then(sentinel => sentinel?.release());
    this.#sentinel = undefined;
  }

  /** Refused, by a policy or a battery that is nearly empty, it is done without. */
  readonly #take = (): void => {
    if (globalThis.document?.visibilityState !== 'visible') return;
    const before = this.#sentinel;
    this.#sentinel = Promise.resolve(before)
      .then(sentinel => (sentinel && !sentinel.released ? sentinel : navigator.wakeLock?.request('screen')))
      .catch(() => undefined);
  };
}
