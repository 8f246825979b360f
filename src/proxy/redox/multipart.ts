import { FormDataEncoder } from 'form-data-encoder';
import { cleanFileName, cleanMediaType } from './file-name.js';

/** A file that is read as it is sent. */
export interface RedoxFile {
  name: string;
  /** Media type (RFC 6838); may be empty. */
  type: string;
  /** In bytes: exactly what `stream` gives. */
  size: number;
  /** The bytes from the start, at each call. An error it throws ends the request before the form is complete. */
  stream(): AsyncIterable<Uint8Array>;
}

/**
 * A file as `multipart/form-data` (RFC 7578) with one part named `file`, its length known beforehand. The bytes pass
 * through one chunk at a time, as their source gives them.
 */
export function encodeFile(file: RedoxFile): { headers: Record<string, string>; body(): AsyncIterable<Uint8Array> } {
  const part = {
    name: cleanFileName(file.name),
    type: cleanMediaType(file.type),
    size: file.size,
    lastModified: 0,
    stream: () => file.stream(),
    [Symbol.toStringTag]: 'File',
  };
  const encoder = new FormDataEncoder(formOf('file', part));
  return {
    headers: { ...encoder.headers },
    // Not by `encoder.encode()`, which cuts a chunk over 64 KiB from the wrong place of the buffer under it.
    async *body() {
      for (const piece of encoder.values()) {
        if (piece instanceof Uint8Array) yield piece;
        else yield* piece.stream();
      }
    },
  };
}

/** The encoder asks for FormData, whose own files cannot be streams. */
function formOf<Part>(name: string, part: Part) {
  const entries = (): IterableIterator<[string, Part]> => [[name, part] as [string, Part]][Symbol.iterator]();
  return {
    append() {
      throw new TypeError('This form has one part');
    },
    getAll: () => [part],
    entries,
    [Symbol.iterator]: entries,
    [Symbol.toStringTag]: 'FormData',
  };
}
