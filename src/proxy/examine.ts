import { covers } from './grant.js';
import { ProblemError } from './problem-error.js';
import { cleanMediaType } from './redox/file-name.js';
import { type Scan, scanned } from './scan.js';

export interface ExamineServices {
  scan: Scan | undefined;
}

/** A file that is about to go to Redox. */
export interface Examined {
  /** In bytes. */
  size: number;
  /** As the client says; may be empty. */
  type: string;
  /** The bytes from the start, at each call. */
  stream(): AsyncIterable<Uint8Array>;
}

/**
 * Looks at a file as if no browser had done so before.
 * @param types of the grant; all, where absent
 * @returns its media type
 * @throws {ProblemError} 422 where the file may not be sent, 503 where it could not be scanned
 */
export async function examine(
  { size, type: claimed, stream }: Examined,
  types: readonly string[] | undefined,
  { scan }: ExamineServices,
): Promise<string> {
  const type = cleanMediaType(claimed);
  if (types && !types.some(pattern => covers(pattern, type)))
    throw new ProblemError(422, 'file-type-not-accepted', { detail: 'The grant does not allow this media type' });
  if (scan) await scanned(stream(), { size, type }, scan);
  return type;
}
