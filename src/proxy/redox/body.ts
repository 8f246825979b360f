import type { RedoxRequest } from './http.js';

/** A body that is there as a whole, in pieces as they are taken. */
export function body(type: string, content: Blob | string): RedoxRequest {
  const blob = new Blob([content]);
  return {
    headers: { 'content-type': type, 'content-length': String(blob.size) },
    body: blob.stream() as AsyncIterable<Uint8Array> & ReadableStream<Uint8Array>,
  };
}
