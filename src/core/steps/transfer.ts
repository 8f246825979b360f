import { codeOf, uploadErrorOf } from '../answer.js';
import { authorized } from '../authorized.js';
import { RedoxFileError } from '../errors.js';
import type { Context } from '../job.js';
import { answerOfLost, isPassing, Patience } from '../retry.js';
import type { TransportResponse } from '../transport.js';
import { TUS } from './upload.js';

const IDLE = 30_000;
/** In bytes: chunks are not made smaller than this. */
const SMALLEST = 2 ** 14;

/**
 * Brings the bytes of an upload to the proxy, from wherever the proxy has got to (tus 1.0.0, core protocol).
 * After anything but a success the proxy's own offset is asked for: how much of a broken request arrived, only it knows.
 * Where a gateway keeps requests back until they are whole, nothing of a broken one does: a smaller one follows.
 * @param known the proxy's offset; undefined where it has to be asked first
 * @throws RedoxFileError `integrity-mismatch` where the proxy has more bytes than the file, `upload-expired` where it has
 * none, `offline`, `upload-failed`
 */
export async function transfer(
  url: string,
  bytes: Uint8Array<ArrayBuffer>,
  context: Context,
  known?: number,
): Promise<void> {
  const patience = new Patience(context);
  let offset = known;
  let furthest = known ?? -1;
  let size = Number.POSITIVE_INFINITY;
  while (offset === undefined || offset < bytes.length) {
    size = Math.min(size, context.options.chunkSize, context.way.chunk);
    const request = offset === undefined ? head(url, context) : patch(url, bytes, offset, size, context);
    const answer = await request.catch(answerOfLost);
    const reached = answer ? reachedOffset(answer) : -1;
    if (reached > bytes.length) throw new RedoxFileError('integrity-mismatch');
    if (reached > (offset ?? -1)) {
      if (offset !== undefined) size *= 2;
      offset = reached;
      context.progress(reached, bytes.length);
      // A proxy that has lost bytes gets them again, but only new ground restores patience.
      if (reached > furthest) patience.restore();
      furthest = Math.max(furthest, reached);
      continue;
    }
    // A gateway says so, not the proxy; nginx takes 1 MB unless it is told otherwise.
    const refused = offset !== undefined && answer?.status === 413 && !codeOf(answer) && size > SMALLEST;
    if (offset !== undefined && (refused || !answer))
      size = Math.max(SMALLEST, Math.min(size, bytes.length - offset) / 8);
    if (refused) context.way.chunk = size;
    // 409: our offset is not the proxy's.
    else if (answer && reached < 0 && answer.status !== 409 && !isPassing(answer.status)) throw uploadErrorOf(answer);
    else if (!(await patience.again(answer))) throw answer ? uploadErrorOf(answer) : new RedoxFileError('offline');
    offset = undefined;
  }
}

const head = (url: string, context: Context) => authorized(context, { method: 'HEAD', url, headers: TUS, idle: IDLE });

function patch(url: string, bytes: Uint8Array<ArrayBuffer>, offset: number, size: number, context: Context) {
  return authorized(context, {
    method: 'PATCH',
    url,
    headers: { ...TUS, 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' },
    body: bytes.subarray(offset, offset + size),
    idle: IDLE,
    onSent: sent => context.progress(offset + sent, bytes.length),
  });
}

/** @returns -1 for an answer that does not tell */
function reachedOffset(answer: TransportResponse): number {
  const offset = Number(answer.header('upload-offset') ?? -1);
  const succeeded = answer.status === 200 || answer.status === 204;
  return succeeded && Number.isInteger(offset) ? offset : -1;
}
