import { isAccepted } from './accept.js';
import { RedoxFileError } from './errors.js';
import type { SenderOptions } from './options.js';

/** Why a file is refused before anything of it is read; undefined where it is not. */
export function refusalOf(file: File, { accept, maxSize }: Readonly<SenderOptions>): RedoxFileError | undefined {
  if (file.size === 0) return new RedoxFileError('file-empty');
  if (file.size > maxSize) return new RedoxFileError('file-too-large', { facts: { limit: maxSize } });
  // Where the browser does not know the type, what the file holds decides once it is read.
  const untyped = file.type === '' && accept.includes('/');
  if (!untyped && !isAccepted(file, accept)) return new RedoxFileError('file-type-not-accepted', { facts: { accept } });
  return undefined;
}
