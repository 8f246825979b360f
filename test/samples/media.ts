import { be32, bytesOf, crc32, le16, le32 } from './bytes.js';

/** Pictures of one pixel, whole and in order. */
export const jpeg = (): Uint8Array<ArrayBuffer> =>
  bytesOf(
    [
      '\xff\xd8',
      '\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0',
      `\xff\xdb\0\x43\0${'\x01'.repeat(64)}`,
      '\xff\xc0\0\x0b\x08\0\x01\0\x01\x01\x01\x11\0',
      `\xff\xc4\0\x14\0\x01${'\0'.repeat(15)}\0`,
      `\xff\xc4\0\x14\x10\x01${'\0'.repeat(15)}\0`,
      '\xff\xda\0\x08\x01\x01\0\0\x3f\0\x3f',
      '\xff\xd9',
    ].join(''),
  );

export function png(): Uint8Array<ArrayBuffer> {
  const chunk = (type: string, data: string) => be32(data.length) + type + data + be32(crc32(type + data));
  // A block that is not compressed (RFC 1951), of one row: no filter, one grey pixel.
  const pixels = '\x78\x01\x01\x02\0\xfd\xff\0\x80\0\x82\0\x81';
  return bytesOf(
    `\x89PNG\r\n\x1a\n${chunk('IHDR', `${be32(1, 1)}\x08\0\0\0\0`)}${chunk('IDAT', pixels)}${chunk('IEND', '')}`,
  );
}

export const gif = (version: '87a' | '89a' = '89a'): Uint8Array<ArrayBuffer> =>
  bytesOf(`GIF${version}\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;`);

const riff = (form: string, chunks: string): Uint8Array<ArrayBuffer> =>
  bytesOf(`RIFF${le32(chunks.length + 4)}${form}${chunks}`);

export const webp = (): Uint8Array<ArrayBuffer> =>
  riff('WEBP', `VP8L${le32(13)}/\0\0\0\x10\x07\x10\x11\x11\x88\x88\xfe\x07\0`);

export const wav = (): Uint8Array<ArrayBuffer> =>
  riff('WAVE', `fmt ${le32(16)}${le16(1, 1)}${le32(8000, 8000)}${le16(1, 8)}data${le32(2)}\x80\x80`);

export const avi = (): Uint8Array<ArrayBuffer> => riff('AVI ', `LIST${le32(4)}hdrl`);

/** A one-pixel TIFF in either byte order. */
export function tiff(order: 'II' | 'MM' = 'II'): Uint8Array<ArrayBuffer> {
  const tags = [
    [256, 1],
    [257, 1],
    [258, 8],
    [262, 1],
    [273, 8],
    [279, 1],
  ] as const;
  const swap = (text: string) => (order === 'II' ? text : [...text].reverse().join(''));
  const entry = ([tag, value]: readonly [number, number]) => {
    const padding = '\0\0';
    const short = swap(le16(value));
    return `${swap(le16(tag))}${swap(le16(3))}${swap(le32(1))}${short}${padding}`;
  };
  return bytesOf(
    `${order}${swap(le16(42))}${swap(le32(10))}\x80\0${swap(le16(tags.length))}${tags.map(entry).join('')}${le32(0)}`,
  );
}

export const bmp = (): Uint8Array<ArrayBuffer> =>
  bytesOf(`BM${le32(58)}${le32(0)}${le32(54)}${le32(40, 1, 1)}${le16(1, 24)}${le32(0, 4, 2835, 2835, 0, 0)}\0\0\xff\0`);

/** A file of boxes (ISO/IEC 14496-12): its brands, then an empty box. */
export const boxes = (major: string, ...compatible: string[]): Uint8Array<ArrayBuffer> =>
  bytesOf(`${be32(16 + 4 * compatible.length)}ftyp${major}${be32(0)}${compatible.join('')}${be32(8)}mdat`);

export const heic = (): Uint8Array<ArrayBuffer> => boxes('heic', 'mif1', 'heic');
export const avif = (): Uint8Array<ArrayBuffer> => boxes('avif', 'avif', 'mif1', 'miaf');
export const mp4 = (): Uint8Array<ArrayBuffer> => boxes('isom', 'isom', 'iso2', 'avc1', 'mp41');
export const m4a = (): Uint8Array<ArrayBuffer> => boxes('M4A ', 'M4A ', 'mp42', 'isom');
export const mov = (): Uint8Array<ArrayBuffer> => boxes('qt  ', 'qt  ');

/** 128 bytes of no meaning, the mark, and the group length of the file's meta information (DICOM PS3.10, 7.1). */
export const dicom = (preamble = '\0'.repeat(128)): Uint8Array<ArrayBuffer> =>
  bytesOf(`${preamble}DICM${le16(2, 0)}UL${le16(4)}${le32(0)}`);

/** A frame of MPEG-1 layer III, 128 kbit/s at 44.1 kHz, silent; or the same behind a tag. */
export const mp3 = (tag: 'ID3' | 'none' = 'none'): Uint8Array<ArrayBuffer> =>
  bytesOf(`${tag === 'ID3' ? 'ID3\x03\0\0\0\0\0\0' : ''}\xff\xfb\x90\x64${'\0'.repeat(413)}`);
