import { ReadableStream as NodeReadableStream } from 'node:stream/web';

/** A stream that is pulled chunk by chunk; the DOM's own types do not know `from` yet. */
export const webStream = (bytes: AsyncIterable<Uint8Array>) =>
  NodeReadableStream.from(bytes) as ReadableStream<Uint8Array>;

/** Of bytes whose length is known: into one piece, without a second copy. */
export async function collect(bytes: AsyncIterable<Uint8Array>, size: number): Promise<Uint8Array<ArrayBuffer>> {
  const whole = new Uint8Array(size);
  let length = 0;
  for await (const chunk of bytes) {
    if (length + chunk.byteLength > size) throw new RangeError('There are more bytes than were announced');
    whole.set(chunk, length);
    length += chunk.byteLength;
  }
  if (length < size) throw new RangeError('There are fewer bytes than were announced');
  return whole;
}
