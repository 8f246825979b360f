import { inspect as judge } from '../../inspect/index.js';
import { isAccepted } from '../accept.js';
import { RedoxFileError } from '../errors.js';
import type { SenderOptions } from '../options.js';

/**
 * Looks at what a file holds before anybody waits for it. What it is decides about `accept` where the browser could not
 * tell, and stands in the message.
 * @returns its media type; empty where nobody knows
 * @throws RedoxFileError `file-type-mismatch`, `file-type-not-accepted` or `file-encrypted`
 */
export function inspect(file: File, bytes: Uint8Array, { accept }: Readonly<SenderOptions>): string {
  const { type = '', finding } = judge(bytes, file);
  if (finding) throw new RedoxFileError(finding, { facts: { accept } });
  if (!isAccepted(file, accept) && !isAccepted({ name: file.name, type }, accept))
    throw new RedoxFileError('file-type-not-accepted', { facts: { accept } });
  return type;
}
