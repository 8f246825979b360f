import { errorOf } from '../answer.js';
import { authorized } from '../authorized.js';
import { below } from '../endpoint.js';
import { RedoxFileError } from '../errors.js';
import type { Context, Job } from '../job.js';
import { persist } from '../retry.js';
import { ConnectionError } from '../transport.js';
import { commit } from './commit.js';
import { transfer } from './transfer.js';

export const TUS = { 'tus-resumable': '1.0.0' };
const IDLE = 30_000;

/**
 * Uploads a file through the proxy to Redox: tus 1.0.0 (creation, then chunks), then a commit.
 * An upload that is gone is begun again, once, from the bytes in memory.
 * @returns Redox's URI
 * @throws RedoxFileError
 */
export async function upload(job: Job, bytes: Uint8Array<ArrayBuffer>, context: Context): Promise<string> {
  for (let again = true; ; again = false) {
    try {
      job.uploadUrl ??= await create(bytes.length, context);
      await transfer(job.uploadUrl, bytes, context);
      return await commit(job.uploadUrl, { name: job.file.name, type: job.mediaType ?? '' }, bytes, context);
    } catch (error) {
      const gone = error instanceof RedoxFileError && ['upload-expired', 'integrity-mismatch'].includes(error.code);
      if (gone) job.uploadUrl = undefined;
      if (!gone || !again) throw withoutAnswer(error);
    }
  }
}

/** A connection that stayed broken through all attempts. */
const withoutAnswer = (error: unknown): unknown =>
  error instanceof ConnectionError ? new RedoxFileError('upload-failed', { cause: error }) : error;

/** @returns the upload's absolute URL */
export async function create(size: number, context: Context): Promise<string> {
  const url = below(context.options.endpoint ?? '', 'uploads');
  const response = await persist(
    () => authorized(context, { method: 'POST', url, headers: { ...TUS, 'upload-length': String(size) }, idle: IDLE }),
    context,
  );
  const location = response.header('location');
  if (response.status !== 201 || !location) throw errorOf(response, 'upload-failed');
  return new URL(location, url).href;
}

/** Tells the proxy that an upload is no longer wanted; if it does not hear, the upload expires there. */
export async function discard(url: string, context: Context): Promise<void> {
  await authorized(context, { method: 'DELETE', url, headers: TUS, idle: IDLE });
}
