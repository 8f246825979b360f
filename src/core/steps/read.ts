import { RedoxFileError } from '../errors.js';

/**
 * Reads a file into memory, once. Everything after this works on the bytes, because a file may change or vanish under an
 * upload, and slices of files as request bodies hang in some browsers.
 * @throws RedoxFileError `file-unreadable` when the file has changed or gone since it was picked
 */
export async function read(file: File, signal: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
  const buffer = await file.arrayBuffer().catch(error => {
    throw new RedoxFileError('file-unreadable', { cause: error });
  });
  signal.throwIfAborted();
  if (buffer.byteLength !== file.size || buffer.byteLength === 0) throw new RedoxFileError('file-unreadable');
  return new Uint8Array(buffer);
}
