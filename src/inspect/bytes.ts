/** Bytes as text, one character a byte: what stands in a file's structure is ASCII. */
export const asciiOf = (bytes: Uint8Array, from: number, to: number): string =>
  new TextDecoder('latin1').decode(bytes.subarray(Math.max(0, from), Math.max(0, to)));

/** Whether a pattern stands at an offset. A character is a byte; `?` is any byte. */
export function standsAt(bytes: Uint8Array, offset: number, pattern: string): boolean {
  for (let i = 0; i < pattern.length; i++)
    if (pattern[i] !== '?' && bytes[offset + i] !== pattern.charCodeAt(i)) return false;
  return offset + pattern.length <= bytes.length;
}

/**
 * The first place of a pattern from an offset on, or -1 (Boyer, Moore and Horspool: most bytes are never looked at).
 * A character is a byte.
 */
export function find(bytes: Uint8Array, pattern: string, from = 0): number {
  const last = pattern.length - 1;
  const skip = new Uint8Array(256).fill(pattern.length);
  for (let i = 0; i < last; i++) skip[pattern.charCodeAt(i)] = last - i;
  const ending = pattern.charCodeAt(last);
  for (let at = from + last; at < bytes.length; ) {
    const byte = bytes[at] as number;
    if (byte === ending && standsAt(bytes, at - last, pattern)) return at - last;
    at += skip[byte] as number;
  }
  return -1;
}
