import { webStream } from './bytes.js';
import { ProblemError } from './problem-error.js';

/**
 * Says whether a file may go to Redox: `true`, and nothing else, lets it. It gets the bytes as they are and no name,
 * which would be PHI. Throwing says that it could not tell: the file is not sent, and may be tried again.
 */
export type Scan = (
  file: ReadableStream<Uint8Array>,
  about: { size: number; type: string },
) => boolean | Promise<boolean>;

/** In milliseconds, per file. */
const TIMEOUT = 60_000;

/**
 * @param type media type, detected
 * @throws {ProblemError} 422 where the scan refuses the file, 503 where it could not be made
 */
export async function scanned(
  bytes: AsyncIterable<Uint8Array>,
  about: { size: number; type: string },
  scan: Scan,
): Promise<void> {
  const stream = webStream(bytes);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`The scan took longer than ${TIMEOUT} ms`)), TIMEOUT);
  });
  try {
    const verdict = await Promise.race([(async () => scan(stream, about))(), late]).catch(cause => {
      throw new ProblemError(503, 'upload-failed', { detail: 'The file could not be scanned', cause });
    });
    if (verdict === true) return;
    throw new ProblemError(422, 'file-type-not-accepted', { detail: 'The scan refused this file' });
  } finally {
    clearTimeout(timer);
    // A scan may have seen enough before the end; one that still reads keeps its stream.
    if (!stream.locked) stream.cancel().catch(() => {});
  }
}
