import { RedoxFileError } from '../errors.js';
import { refusalOf } from '../intake.js';
import type { Context } from '../job.js';

/**
 * Reads a file into memory, once. Everything after this works on the bytes, because a file may change or vanish under an
 * upload, and slices of files as request bodies hang in some browsers.
 * @throws RedoxFileError `file-unreadable` when the file has changed or gone since it was picked; and what refuses it
 * before anything is read, because one that was not taken may be retried
 */
export async function read(
  file: File,
  { signal, options }: Pick<Context, 'signal' | 'options'>,
): Promise<Uint8Array<ArrayBuffer>> {
  const refusal = refusalOf(file, options);
  if (refusal) throw refusal;
  const buffer = await file.arrayBuffer().catch(error => {
    throw new RedoxFileError('file-unreadable', { cause: error });
  });
  signal.throwIfAborted();
  if (buffer.byteLength !== file.size) throw new RedoxFileError('file-unreadable');
  return new Uint8Array(buffer);
}
