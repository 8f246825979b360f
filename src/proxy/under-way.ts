/** Work that is to be finished before the proxy ends, whether or not anybody still waits for it. */
export class UnderWay {
  readonly #work = new Set<Promise<unknown>>();

  track<T>(work: Promise<T>): Promise<T> {
    this.#work.add(work);
    const done = () => this.#work.delete(work);
    work.then(done, done);
    return work;
  }

  /**
   * Waits until everything is done, also what is begun meanwhile.
   * @param milliseconds at most
   * @returns how much is not done
   */
  async finish(milliseconds: number): Promise<number> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const over = new Promise<'over'>(resolve => {
      timer = setTimeout(resolve, milliseconds, 'over');
    });
    while (this.#work.size > 0) if ((await Promise.race([Promise.allSettled(this.#work), over])) === 'over') break;
    clearTimeout(timer);
    return this.#work.size;
  }
}
