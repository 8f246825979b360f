import { uploadErrorOf } from '../answer.js';
import { authorized } from '../authorized.js';
import { RedoxFileError } from '../errors.js';
import type { Context } from '../job.js';
import { answerOfLost, isPassing, Patience } from '../retry.js';
import type { TransportResponse } from '../transport.js';
import { TUS } from './upload.js';

const IDLE = 30_000;

/**
 * Brings the bytes of an upload to the proxy, from wherever the proxy has got to (tus 1.0.0, core protocol).
 * After anything but a success the proxy's own offset is asked for: how much of a broken request arrived, only it knows.
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
  while (offset === undefined || offset < bytes.length) {
    const request = offset === undefined ? head(url, context) : patch(url, bytes, offset, context);
    const answer = await request.catch(answerOfLost);
    const reached = answer && reachedOffset(answer);
    if (reached !== undefined && reached > bytes.length) throw new RedoxFileError('integrity-mismatch');
    if (reached !== undefined && reached > (offset ?? -1)) {
      offset = reached;
      context.progress(reached, bytes.length);
      // A proxy that has lost bytes gets them again, but only new ground restores patience.
      if (reached > furthest) patience.restore();
      furthest = Math.max(furthest, reached);
      continue;
    }
    if (answer && reached === undefined && !isWorthAnother(answer.status)) throw uploadErrorOf(answer);
    if (!(await patience.again(answer))) throw answer ? uploadErrorOf(answer) : new RedoxFileError('offline');
    offset = undefined;
  }
}

const head = (url: string, context: Context) => authorized(context, { method: 'HEAD', url, headers: TUS, idle: IDLE });

function patch(url: string, bytes: Uint8Array<ArrayBuffer>, offset: number, context: Context) {
  return authorized(context, {
    method: 'PATCH',
    url,
    headers: { ...TUS, 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' },
    body: bytes.subarray(offset, offset + context.options.chunkSize),
    idle: IDLE,
    onSent: sent => context.progress(offset + sent, bytes.length),
  });
}

/** Conflict: our offset is not the proxy's. Locked: an earlier request has not ended yet. */
const isWorthAnother = (status: number): boolean => status === 409 || isPassing(status);

function reachedOffset(answer: TransportResponse): number | undefined {
  const header = answer.header('upload-offset');
  const offset = header === null ? Number.NaN : Number(header);
  const succeeded = answer.status === 200 || answer.status === 204;
  return succeeded && Number.isInteger(offset) && offset >= 0 ? offset : undefined;
}
