import { asciiOf, standsAt } from './bytes.js';
import { oleKinds, zipKinds } from './office.js';
import { ARCHIVE, PROGRAM } from './refused.js';

/** A kind, and how its files begin; `?` is any byte. */
const SIGNATURES: readonly (readonly [string, ...string[]])[] = [
  // Scripts; Linux; macOS, on one processor and on several, and Java; WebAssembly; a Windows shortcut.
  [
    PROGRAM,
    '#!',
    '\x7fELF',
    '\xcf\xfa\xed\xfe',
    '\xce\xfa\xed\xfe',
    '\xca\xfe\xba\xbe',
    '\0asm',
    'L\0\0\0\x01\x14\x02\0',
  ],
  [ARCHIVE, 'Rar!\x1a\x07', "7z\xbc\xaf'\x1c", '\x1f\x8b\x08', 'BZh?1AY&SY', '\xfd7zXZ'],
  ['pdf', '%PDF-'],
  ['jpg', '\xff\xd8\xff'],
  ['png', '\x89PNG\r\n\x1a\n'],
  ['gif', 'GIF87a', 'GIF89a'],
  ['webp', 'RIFF????WEBP'],
  ['wav', 'RIFF????WAVE'],
  ['tif', 'II*\0', 'MM\0*', 'II+\0', 'MM\0+'],
  ['bmp', 'BM????\0\0\0\0'],
  ['rtf', '{\\rtf'],
  ['mp3', 'ID3?\0'],
  // A box's length comes first.
  ['mov', '\0???moov', '\0???mdat', '\x01???mdat', '\0???wide', '????ftypqt  '],
  ['heic', '????ftyphe', '????ftypmif1', '????ftypmsf1'],
];

/**
 * What a file is by its first bytes, and for containers by their table of contents. A file may pass for more than one
 * kind; the first is what it is without a name.
 * @returns kinds, or words of `refused.ts`; nothing for what we do not know, and for text
 */
export function sniff(bytes: Uint8Array): readonly string[] {
  const begins = (pattern: string) => standsAt(bytes, 0, pattern);
  if (begins('PK') && (bytes[2] as number) < 9) return zipKinds(bytes);
  if (begins('\xd0\xcf\x11\xe0')) return oleKinds(bytes);
  if (begins('MZ') && bytes.subarray(0, 64).includes(0)) return [PROGRAM];
  if (standsAt(bytes, 257, 'ustar')) return [ARCHIVE];
  if (standsAt(bytes, 128, 'DICM')) return ['dcm'];
  const [kind] = SIGNATURES.find(([, ...patterns]) => patterns.some(begins)) ?? [];
  if (kind) return [kind];
  if (begins('????ftyp')) return filmKinds(bytes);
  return isMpegAudio(bytes) ? ['mp3'] : [];
}

/**
 * Sound and film in MP4's boxes (ISO/IEC 14496-12), by the brands of the first: the file's own, then those that it is
 * compatible with. Other families name MP4's brands there too, pictures and raw photos among them; they are none of ours.
 */
function filmKinds(bytes: Uint8Array): readonly string[] {
  const brands = asciiOf(bytes, 8, Math.min(bytes[3] as number, 64));
  if (/^M4[AB]/.test(brands)) return ['m4a', 'mp4'];
  if (/^3g/.test(brands)) return ['3gp', 'mp4', 'm4a'];
  return /^(?!avi|crx)(?:.{4})*(?:iso|mp4|avc|M4V|MSNV|dash|3g)/s.test(brands) ? ['mp4', 'm4a', 'mov', '3gp'] : [];
}

/** A frame's header: synchronisation, layer III, a bit rate and a sampling rate that exist (ISO/IEC 11172-3). */
const isMpegAudio = ([sync, version = 0, rates = 0]: Uint8Array): boolean =>
  sync === 0xff && (version & 0xe6) === 0xe2 && rates >= 0x10 && rates < 0xf0 && (rates & 12) !== 12;
