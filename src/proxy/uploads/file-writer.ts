import type { FileHandle } from 'node:fs/promises';

/** In bytes: what is worth a write. Each write costs much the same, and a connection brings many small pieces. */
const WORTHWHILE = 128 * 1024;
/** In milliseconds: for so long less than that may wait, so that what a slow client has sent is not lost. */
const LONGEST_WAIT = 50;

/** Writes what comes into a file, a few pieces at a time. */
export class FileWriter {
  readonly #file: FileHandle;
  #position: number;
  #chunks: Uint8Array[] = [];
  #waiting = 0;
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> | undefined;

  /** @param position where the next byte belongs */
  constructor(file: FileHandle, position: number) {
    this.#file = file;
    this.#position = position;
  }

  /** Resolves when there is room for more. @throws where an earlier write failed */
  async add(chunk: Uint8Array): Promise<void> {
    this.#chunks.push(chunk);
    this.#waiting += chunk.length;
    if (this.#waiting >= WORTHWHILE) await this.#flush();
    else this.#timer ??= setTimeout(() => this.#flush().catch(() => undefined), LONGEST_WAIT);
  }

  /** Resolves when everything is written. @returns the position after it @throws where a write failed */
  async end(): Promise<number> {
    await this.#flush();
    return this.#position;
  }

  /** After a write that failed there is none that succeeds. */
  #flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#writing = (this.#writing ?? Promise.resolve()).then(() => this.#write());
    return this.#writing;
  }

  async #write(): Promise<void> {
    const chunks = this.#chunks;
    let left = this.#waiting;
    this.#chunks = [];
    this.#waiting = 0;
    if (left === 0) return;
    const { bytesWritten } = await this.#file.writev(chunks, this.#position);
    this.#position += bytesWritten;
    left -= bytesWritten;
    if (left === 0) return;
    // A file system may take less than it is given.
    this.#chunks = [Buffer.concat(chunks).subarray(bytesWritten), ...this.#chunks];
    this.#waiting += left;
    await this.#write();
  }
}
