import type { FileHandle } from 'node:fs/promises';

/** In bytes: what may wait for a write that is under way. */
const MOST_WAITING = 128 * 1024;

/**
 * Writes what comes, at once where nothing is being written, else all that has come meanwhile in one go: each go costs
 * much the same, and a connection brings many small pieces. What a slow client has sent is never held back.
 */
export class FileWriter {
  readonly #file: FileHandle;
  #position: number;
  #chunks: Uint8Array[] = [];
  #waiting = 0;
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
    if (!this.#writing) {
      this.#writing = this.#writeAll();
      // Whoever adds or ends next hears of it.
      this.#writing.catch(() => undefined);
    }
    if (this.#waiting >= MOST_WAITING) await this.#writing;
  }

  /** Resolves when everything is written. @returns the position after it @throws where a write failed */
  async end(): Promise<number> {
    await this.#writing;
    return this.#position;
  }

  async #writeAll(): Promise<void> {
    while (this.#chunks.length > 0) {
      const chunks = this.#chunks;
      const size = this.#waiting;
      this.#chunks = [];
      this.#waiting = 0;
      await this.#write(chunks, size);
    }
    this.#writing = undefined;
  }

  /** A file system may take less than it is given. */
  async #write(chunks: Uint8Array[], size: number): Promise<void> {
    const { bytesWritten } = await this.#file.writev(chunks, this.#position);
    this.#position += bytesWritten;
    if (bytesWritten < size) await this.#write([Buffer.concat(chunks).subarray(bytesWritten)], size - bytesWritten);
  }
}
