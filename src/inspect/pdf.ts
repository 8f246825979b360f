import { asciiOf, find } from './bytes.js';

/** A PDF says so within its first kilobyte (ISO 32000-1, implementation notes). */
const HEADER_WITHIN = 1024;
/** `startxref` stands at the very end, but for white space and what mail gateways add. */
const ENDING = 2048;
/** Of a trailer's or a cross-reference stream's dictionary. */
const DICTIONARY = 2 ** 16;
/** Revisions followed into the past, and places looked at where the structure is broken: what is hostile stays cheap. */
const PLACES = 100;

/** The entry itself: neither `/EncryptMetadata`, nor the word with no dictionary behind it. */
const ENCRYPT = /\/Encrypt(?:\s*<<|\s+\d+\s+\d+\s+R\b)/;

/** Where the header of a PDF stands, or -1. */
export const pdfHeaderOf = (bytes: Uint8Array): number => find(bytes.subarray(0, HEADER_WITHIN), '%PDF-');

/**
 * Whether a PDF is encrypted: whether a trailer (ISO 32000-1, 7.5.5) or a cross-reference stream (7.5.8) that readers
 * would follow has the entry `/Encrypt`, at whatever end of the file it stands. Where the way from `startxref` is
 * broken, readers look for trailers everywhere, and so do we.
 */
export function isEncrypted(bytes: Uint8Array): boolean {
  const header = Math.max(0, pdfHeaderOf(bytes));
  const ending = asciiOf(bytes, bytes.length - ENDING, bytes.length);
  let next = /^startxref\s+(\d+)/.exec(ending.slice(Math.max(0, ending.lastIndexOf('startxref'))))?.[1];
  for (let place = 0; next && place < PLACES; place++) {
    const dictionary = sectionAt(bytes, header + Number(next)) ?? sectionAt(bytes, Number(next));
    if (dictionary === undefined) break;
    if (ENCRYPT.test(dictionary)) return true;
    next = /\/Prev\s+(\d+)/.exec(dictionary)?.[1];
    if (!next) return false;
  }
  return isEncryptedSomewhere(bytes);
}

/** The dictionary of the cross-reference section at an offset. */
function sectionAt(bytes: Uint8Array, offset: number): string | undefined {
  const isTable = /^\s*xref\b/.test(asciiOf(bytes, offset, offset + 20));
  // A table of numbers, f and n lies before its trailer: the next t is the trailer's.
  return dictionaryAt(bytes, isTable ? bytes.indexOf(0x74, offset) : offset);
}

/** The dictionary that begins at an offset, without texts and comments; undefined where it is no trailer's. */
function dictionaryAt(bytes: Uint8Array, offset: number): string | undefined {
  const [dictionary = ''] = asciiOf(bytes, offset, offset + DICTIONARY).split(/stream\r?\n|startxref/, 1);
  let text = dictionary.replace(/\\./gs, '');
  // Texts may stand in texts' parentheses, but nobody nests them deeply.
  for (let depth = 0; depth < 9; depth++) text = text.replace(/\([^()]*\)/g, '');
  text = text.replace(/%[^\r\n]*/g, '');
  return /^\s*(?:trailer\b|\d+\s+\d+\s+obj\b.*\/XRef\b)/s.test(text) ? text : undefined;
}

function isEncryptedSomewhere(bytes: Uint8Array): boolean {
  let at = -1;
  for (let place = 0; place < PLACES; place++) {
    at = find(bytes, '/Encrypt', at + 1);
    if (at < 0) return false;
    const before = Math.max(0, at - DICTIONARY);
    // The word border keeps a number of 64 kB from being tried at each of its digits.
    const words = [
      ...asciiOf(bytes, before, at).matchAll(/trailer|\b\d+\s+\d+\s+obj|end(?:obj|stream)|stream|startxref/g),
    ];
    // What the nearest keyword opens is what it stands in; but a page's contents may say anything.
    const opened = words.at(-2)?.[0] === 'stream' ? undefined : words.at(-1);
    const dictionary = opened && dictionaryAt(bytes, before + opened.index);
    if (dictionary && ENCRYPT.test(dictionary)) return true;
  }
  return false;
}
