import { inspect } from '../inspect/index.js';
import { covers, type EffectiveLimits } from './grant.js';
import { ProblemError } from './problem-error.js';
import { cleanMediaType } from './redox/file-name.js';
import { type Scan, scanned } from './scan.js';
import { Workspace } from './workspace.js';

export interface ExamineServices {
  scan: Scan | undefined;
}

/** A file that is about to go to Redox. */
export interface Examined {
  /** In bytes. */
  size: number;
  /** What it is called, where it is called anything: as Redox gets it, because what is cleaned may end otherwise. */
  names: readonly string[];
  /** Media type, as the client says; may be empty. */
  type: string;
  /** The bytes from the start, at each call. */
  stream(): AsyncIterable<Uint8Array>;
  /** Puts them all where there is room for exactly them. */
  fill(room: Uint8Array): Promise<void>;
}

/** Looking at a file takes all of it into memory: many clients take no more than one. */
const workspace = new Workspace();

/**
 * Looks at a file as if no browser had done so before.
 * @param limits of today's grant; an upload may have been begun under another
 * @returns its media type, by its contents
 * @throws {ProblemError} 413 or 422 where the file may not be sent, 503 where it could not be scanned
 */
export async function examine(
  file: Examined,
  { maxSize, types }: Pick<EffectiveLimits, 'maxSize' | 'types'>,
  { scan }: ExamineServices,
): Promise<string> {
  const { size } = file;
  if (size > maxSize)
    throw new ProblemError(413, 'file-too-large', { detail: `A file may have ${maxSize} bytes at most` });
  const type = cleanMediaType(await workspace.use(size, bytes => typeOf(file, bytes)));
  if (types && !types.some(pattern => covers(pattern, type)))
    throw new ProblemError(422, 'file-type-not-accepted', { detail: 'The grant does not allow what this file is' });
  if (scan) await scanned(file.stream(), { size, type }, scan);
  return type;
}

async function typeOf({ names, type, fill }: Examined, bytes: Uint8Array): Promise<string> {
  await fill(bytes);
  const found = (names.length > 0 ? names : ['']).map(name => inspect(bytes, { name, type }));
  const refused = found.find(({ finding }) => finding !== undefined);
  if (refused?.finding) throw new ProblemError(422, refused.finding, { detail: 'By its contents' });
  return found.find(inspection => inspection.type)?.type ?? '';
}
