import type { HasRoom } from '../request-body.js';

/**
 * A body is in memory once while its message waits for Redox, and twice or more while it is read and looked at. What it leaves
 * behind until it is collected comes on top, for a while.
 */
const BYTES_FOR_ONE = 2;

/**
 * The memory that all messages together may take while they are read, looked at and sent. It is taken as bytes come, not as
 * they are announced: a client that is slow, or says too much, keeps nobody out by what it has not sent. A message that
 * is alone has room, however large it is.
 */
export class Room {
  readonly #size: number;
  #taken = 0;

  /** @param size in bytes of memory */
  constructor(size: number) {
    this.#size = size;
  }

  /**
   * What a message takes is free again when the work for it has ended, however it ends, and at once when there is no
   * room for more of it: then nothing of it is kept.
   */
  async use<T>(work: (hasRoom: HasRoom) => Promise<T>): Promise<T> {
    let own = 0;
    const leave = () => {
      this.#taken -= own;
      own = 0;
    };
    try {
      return await work(bytes => {
        const more = bytes * BYTES_FOR_ONE;
        const others = this.#taken - own;
        if (others > 0 && this.#taken + more > this.#size) {
          leave();
          return false;
        }
        this.#taken += more;
        own += more;
        return true;
      });
    } finally {
      leave();
    }
  }
}
