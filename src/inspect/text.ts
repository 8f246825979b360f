/** Decoded at a time, so that a long text takes little memory. In bytes. */
const SLICE = 2 ** 20;
/** The beginning of a text that tells what it is. In bytes. */
const BEGINNING = 2 ** 10;

const encodingOf = ([first, second]: Uint8Array): string =>
  first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';

/**
 * The beginning of a text, without byte order mark and leading white space; undefined for what is not text throughout,
 * in UTF-8 or, with a byte order mark, in UTF-16. Text in an older encoding is none: no reader can tell which it is.
 */
export function textOf(bytes: Uint8Array): string | undefined {
  const encoding = encodingOf(bytes);
  if (encoding === 'utf-8' && bytes.includes(0)) return undefined;
  const decoder = new TextDecoder(encoding, { fatal: true });
  try {
    for (let at = 0; at < bytes.length; at += SLICE) decoder.decode(bytes.subarray(at, at + SLICE), { stream: true });
    decoder.decode();
  } catch {
    return undefined;
  }
  return new TextDecoder(encoding).decode(bytes.subarray(0, BEGINNING)).trimStart();
}

/** `<script>`, also with a prefix. */
const SCRIPT = /<(?:\w{1,20}:)?script[\s/>]/i;
/** An attribute that runs in a browser; not looked for further into a tag than this, which keeps hostile text cheap. */
const HANDLER = /<[^<>]{0,2000}(?:[\s"'/]on[a-z]+\s*=|javascript:)/i;

/** What neither is without. Most markup has none of it, and it is found out in a tenth of the time. */
const SUSPECT = /script[\s/>]|[\s"'/]on[a-z]+\s*=|javascript:/i;

/**
 * Whether markup has a script in it. A sieve for what comes by accident, not a sanitiser.
 * @param isPage whether browsers show it as a page or a picture, where attributes run as well
 */
export function hasScript(bytes: Uint8Array, isPage: boolean): boolean {
  const text = new TextDecoder(encodingOf(bytes)).decode(bytes);
  return SUSPECT.test(text) && (SCRIPT.test(text) || (isPage && HANDLER.test(text)));
}
