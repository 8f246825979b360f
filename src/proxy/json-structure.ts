/** Deeper than any message of Redox's; below it somebody is trying to exhaust a stack. */
const DEEPEST = 64;
/**
 * Commas, and what begins an object, a list or a text: three for a field, so as many as the most fields of a message have.
 * One of Redox's has some hundred; millions fit into a request, and fill the memory.
 */
const MOST = 300_000;

const QUOTE = 0x22;
const COMMA = 0x2c;
const BACKSLASH = 0x5c;
/** Brackets and braces differ in this one bit, and outside of a text nothing else is like them with it. */
const BRACE_BIT = 0x20;
const OPENING = 0x7b;
const CLOSING = 0x7d;

/**
 * Whether JSON is small enough in depth and number of values to be parsed. A text is skipped to its end, so that
 * megabytes of base64 cost no more than a native search.
 */
export function isParsable(json: Buffer): boolean {
  let depth = 0;
  let inText = false;
  let count = 0;
  for (let at = 0; at < json.length; at++) {
    if (inText) {
      at = json.indexOf(QUOTE, at);
      if (at < 0) return true;
      inText = isEscaped(json, at);
      if (!inText) continue;
    } else {
      const byte = json[at] as number;
      const folded = byte | BRACE_BIT;
      if (folded === OPENING) depth++;
      else if (byte === QUOTE) inText = true;
      else if (folded === CLOSING) {
        depth--;
        continue;
      } else if (byte !== COMMA) continue;
    }
    if (depth > DEEPEST || ++count > MOST) return false;
  }
  return true;
}

/** Whether an odd number of backslashes stands before a quote in a text. */
function isEscaped(json: Buffer, quote: number): boolean {
  let start = quote;
  while (json[start - 1] === BACKSLASH) start--;
  return (quote - start) % 2 === 1;
}
