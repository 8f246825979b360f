/** In milliseconds: as long does memory stay that nobody needs. Whoever comes within them takes no more beside it. */
const KEPT = 5000;

/**
 * Memory that one piece of work at a time has, in the order in which they come: however many there are, it is there
 * once. It goes when nobody has needed it for a while.
 */
export class Workspace {
  #last: Promise<unknown> = Promise.resolve();
  #waiting = 0;
  #bytes = new Uint8Array(0);
  #end: NodeJS.Timeout | undefined;

  /** @param size in bytes; what they are is left from somebody else's work */
  async use<T>(size: number, work: (bytes: Uint8Array) => Promise<T>): Promise<T> {
    this.#waiting++;
    clearTimeout(this.#end);
    const turn = this.#last.then(() => {
      if (this.#bytes.length < size) this.#bytes = new Uint8Array(size);
      return work(this.#bytes.subarray(0, size));
    });
    this.#last = turn.catch(() => {});
    try {
      return await turn;
    } finally {
      if (--this.#waiting === 0) this.#end = setTimeout(() => this.#empty(), KEPT).unref();
    }
  }

  #empty(): void {
    this.#bytes = new Uint8Array(0);
  }
}
