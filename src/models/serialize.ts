import { isBase64 } from './formats.js';

/** Below this a string is stringified with the rest; above it, it goes into the Blob as it is. In UTF-16 units. */
const LARGE = 64 * 1024;

/** A text in the message and what stands for it in the JSON. */
export interface Substitution {
  /** The whole of one field's value; it stands once in the message. */
  text: string;
  /** The parts of its replacement, base64 in ASCII. */
  by: (Blob | Uint8Array<ArrayBuffer> | string)[];
}

/**
 * The JSON of a message as a Blob. Large base64 is put in from parts, never stringified: 13 MB cost a copy, not a scan
 * for characters to escape. With a substitution, contents that exist only as bytes take the place of a short text.
 */
export function toBlob(message: unknown, substitution?: Substitution): Blob {
  const mark = `contents-${crypto.randomUUID()}`;
  const contents: Substitution['by'][] = [];
  const json = JSON.stringify(message, (_key, value: unknown) => {
    if (typeof value !== 'string') return value;
    if (value === substitution?.text) contents.push(substitution.by);
    else if (value.length > LARGE && isBase64(value)) contents.push([value]);
    else return value;
    return mark;
  });
  const parts = json.split(mark).flatMap((piece, index) => [...(contents[index - 1] ?? []), piece]);
  return new Blob(parts, { type: 'application/json' });
}
