import { nextTask } from './next-task.js';

/**
 * base64 of bytes in memory (RFC 4648 section 4), in slices, so that the page gets its turn in between. A slice is a
 * multiple of 3 bytes, hence padding only at the end of the last.
 */
const SLICE = 3 * 2 ** 17;
/** For so long the page may stand still: a quarter of a frame at 60 Hz. In milliseconds. */
const STANDSTILL = 4;

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

let pairs: Uint16Array | undefined;

/**
 * The two characters of every 12 bits, as they lie in memory. Filled through a byte view and copied as 16-bit values, so
 * it is right on machines of either byte order.
 */
function characterPairs(): Uint16Array {
  if (pairs) return pairs;
  const bytes = new Uint8Array(2 * 4096);
  for (let bits = 0; bits < 4096; bits++) {
    bytes[2 * bits] = ALPHABET.charCodeAt(bits >> 6);
    bytes[2 * bits + 1] = ALPHABET.charCodeAt(bits & 63);
  }
  pairs = new Uint16Array(bytes.buffer);
  return pairs;
}

function encodeSlice(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const table = characterPairs();
  const whole = bytes.length - (bytes.length % 3);
  const encoded = new Uint8Array(Math.ceil(bytes.length / 3) * 4);
  const words = new Uint16Array(encoded.buffer);
  let at = 0;
  for (let i = 0; i < whole; i += 3) {
    const bits = ((bytes[i] as number) << 16) | ((bytes[i + 1] as number) << 8) | (bytes[i + 2] as number);
    words[at++] = table[bits >> 12] as number;
    words[at++] = table[bits & 4095] as number;
  }
  const left = bytes.length - whole;
  if (left > 0) {
    const bits = ((bytes[whole] as number) << 16) | ((left > 1 ? (bytes[whole + 1] as number) : 0) << 8);
    words[at++] = table[bits >> 12] as number;
    words[at] = table[bits & 4095] as number;
    encoded.fill(61, encoded.length - (3 - left)); // "="
  }
  return encoded;
}

interface NativeBase64 {
  toBase64?: () => string;
}

const encodeSliceToString = (bytes: Uint8Array): string =>
  (bytes as NativeBase64).toBase64?.() ?? new TextDecoder('latin1').decode(encodeSlice(bytes));

async function inSlices<T>(bytes: Uint8Array, encode: (slice: Uint8Array) => T, signal: AbortSignal): Promise<T[]> {
  const encoded: T[] = [];
  // What came before has kept the page waiting, too.
  let since = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < bytes.length; at += SLICE) {
    if (performance.now() - since > STANDSTILL) {
      await nextTask();
      since = performance.now();
    }
    signal.throwIfAborted();
    encoded.push(encode(bytes.subarray(at, at + SLICE)));
  }
  return encoded;
}

/** For a message that the host gets. */
export const toBase64 = async (bytes: Uint8Array, signal: AbortSignal): Promise<string> =>
  // Engines keep the pieces of a sum until somebody looks; to join them copies it all at once.
  (await inSlices(bytes, encodeSliceToString, signal)).reduce((all, slice) => all + slice, '');

/** A piece of base64, in ASCII: as bytes and as a part of a request body. */
export interface EncodedSlice {
  bytes: Uint8Array<ArrayBuffer>;
  blob: Blob;
}

/**
 * For a request body. As bytes, because turning a string into a body costs more than encoding it; and piece by piece,
 * because copying them all into one body blocks the page.
 */
export const toBase64Parts = (bytes: Uint8Array, signal: AbortSignal): Promise<EncodedSlice[]> =>
  inSlices(
    bytes,
    slice => {
      const encoded = encodeSlice(slice);
      return { bytes: encoded, blob: new Blob([encoded]) };
    },
    signal,
  );
