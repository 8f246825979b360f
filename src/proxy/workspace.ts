/**
 * Memory that one piece of work at a time has, in the order in which they come: however many there are, it is there
 * once. It goes when nobody waits for it.
 */
export class Workspace {
  #last: Promise<unknown> = Promise.resolve();
  #waiting = 0;
  #bytes = new Uint8Array(0);

  /** @param size in bytes; what they are is left from somebody else's work */
  async use<T>(size: number, work: (bytes: Uint8Array) => Promise<T>): Promise<T> {
    this.#waiting++;
    const turn = this.#last.then(() => {
      if (this.#bytes.length < size) this.#bytes = new Uint8Array(size);
      return work(this.#bytes.subarray(0, size));
    });
    this.#last = turn.catch(() => {});
    try {
      return await turn;
    } finally {
      if (--this.#waiting === 0) this.#bytes = new Uint8Array(0);
    }
  }
}
