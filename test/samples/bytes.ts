/** Bytes of a text whose characters are bytes. */
export const bytesOf = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(text, character => character.charCodeAt(0));

/** Numbers of two bytes, the least significant first. */
export const le16 = (...numbers: number[]): string =>
  numbers.map(number => String.fromCharCode(number & 0xff, (number >> 8) & 0xff)).join('');

/** Numbers of four bytes, the least significant first. */
export const le32 = (...numbers: number[]): string =>
  numbers.map(number => le16(number & 0xffff, number >>> 16)).join('');

/** Numbers of four bytes, the most significant first. */
export const be32 = (...numbers: number[]): string =>
  numbers.map(number => [...le32(number)].reverse().join('')).join('');

/** CRC-32 as PNG and zip have it (ISO 3309). */
export function crc32(text: string): number {
  let crc = 0xffffffff;
  for (const character of text) {
    crc ^= character.charCodeAt(0);
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}
