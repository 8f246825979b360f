import { isAccepted } from './accept.js';
import { RedoxFileError } from './errors.js';
import type { SenderOptions } from './options.js';

/**
 * Media types that do not tell what a file is: none, a general one, and those of other times and tables (Windows calls
 * a .csv a spreadsheet, others a JPEG `image/jpg`).
 */
const VAGUE = /^$|octet|excel|comma|jpg|\/x-/;

/** Why a file is refused before anything of it is read; undefined where it is not. */
export function refusalOf(file: File, { accept, maxSize }: Readonly<SenderOptions>): RedoxFileError | undefined {
  if (file.size === 0) return new RedoxFileError('file-empty');
  if (file.size > maxSize) return new RedoxFileError('file-too-large', { facts: { limit: maxSize } });
  // Where the browser does not know the type, what the file holds decides once it is read.
  const undecided = VAGUE.test(file.type) && accept.includes('/');
  if (!undecided && !isAccepted(file, accept))
    return new RedoxFileError('file-type-not-accepted', { facts: { accept } });
  return undefined;
}
