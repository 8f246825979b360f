import type { RedoxRequest } from './http.js';

/** In bytes: small enough that a slow connection takes several in the time that one may stall. */
const PIECE = 64 * 1024;

/** A body that is there as a whole, in pieces as they are taken. */
export const body = (type: string, content: Uint8Array): RedoxRequest => ({
  headers: { 'content-type': type, 'content-length': String(content.byteLength) },
  body: inPieces(content),
});

async function* inPieces(content: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < content.byteLength; at += PIECE) yield content.subarray(at, at + PIECE);
}
