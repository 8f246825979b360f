import { ReadableStream as NodeReadableStream } from 'node:stream/web';

/** A stream that is pulled chunk by chunk; the DOM's own types do not know `from` yet. */
export const webStream = (bytes: AsyncIterable<Uint8Array>) =>
  NodeReadableStream.from(bytes) as ReadableStream<Uint8Array>;

/** @throws {RangeError} when there are more or fewer bytes than there is room for */
export async function fill(room: Uint8Array, bytes: AsyncIterable<Uint8Array>): Promise<void> {
  let length = 0;
  for await (const chunk of bytes) {
    room.set(chunk, length);
    length += chunk.byteLength;
  }
  if (length < room.length) throw new RangeError('There are fewer bytes than were announced');
}

/**
 * Puts pieces together as they come. To keep them until the last would take 200 bytes of memory for each, and a client may
 * send each byte as a piece of its own.
 */
export class Collector {
  #room = Buffer.alloc(0);
  #size = 0;

  add(piece: Uint8Array): void {
    const size = this.#size + piece.byteLength;
    if (size > this.#room.length) {
      // Memory that is not written to yet is none.
      const larger = Buffer.allocUnsafeSlow(Math.max(size, 2 * this.#room.length));
      larger.set(this.bytes);
      this.#room = larger;
    }
    this.#room.set(piece, this.#size);
    this.#size = size;
  }

  /** All that have come so far. */
  get bytes(): Buffer {
    return this.#room.subarray(0, this.#size);
  }
}
