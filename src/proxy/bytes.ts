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
