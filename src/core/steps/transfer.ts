import { uploadErrorOf } from '../answer.js';
import { authorized } from '../authorized.js';
import { pause } from '../clock.js';
import { RedoxFileError } from '../errors.js';
import type { Context } from '../job.js';
import { isPassing, waitBefore } from '../retry.js';
import { ConnectionError, type TransportResponse } from '../transport.js';
import { TUS } from './upload.js';

const IDLE = 30_000;
/** Failures without progress between them before the upload fails. */
const ATTEMPTS = 8;

/**
 * Brings the bytes of an upload to the proxy, from wherever the proxy has got to (tus 1.0.0, core protocol).
 * After anything but a success the proxy's own offset is asked for: how much of a broken request arrived, only it knows.
 */
export async function transfer(url: string, bytes: Uint8Array<ArrayBuffer>, context: Context): Promise<void> {
  let offset: number | undefined;
  let furthest = -1;
  for (let failures = 0; offset === undefined || offset < bytes.length; ) {
    const answer = await (offset === undefined ? head(url, context) : patch(url, bytes, offset, context)).catch(
      unanswered,
    );
    const reached = answer && reachedOffset(answer, bytes.length);
    if (reached !== undefined && reached > furthest) {
      offset = furthest = reached;
      failures = 0;
      context.progress(reached, bytes.length);
      continue;
    }
    if (answer && reached === undefined && !isWorthAnother(answer.status)) throw uploadErrorOf(answer);
    if (++failures >= ATTEMPTS) throw answer ? uploadErrorOf(answer) : new RedoxFileError('upload-failed');
    // A HEAD that tells the offset we knew is no progress, but it is an answer: the bytes can go again.
    if (reached !== undefined && offset === undefined) offset = reached;
    else {
      offset = undefined;
      await pause(waitBefore(failures, answer?.header('retry-after') ?? null), context.signal);
    }
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

function unanswered(error: unknown): undefined {
  if (!(error instanceof ConnectionError)) throw error;
}

/** Conflict: our offset is not the proxy's. Locked: an earlier request has not ended yet. */
const isWorthAnother = (status: number): boolean => status === 409 || isPassing(status);

function reachedOffset(answer: TransportResponse, size: number): number | undefined {
  const header = answer.header('upload-offset');
  const offset = header === null ? Number.NaN : Number(header);
  const succeeded = answer.status === 200 || answer.status === 204;
  return succeeded && Number.isInteger(offset) && offset >= 0 && offset <= size ? offset : undefined;
}
