import { errorOf } from '../answer.js';
import { authorized } from '../authorized.js';
import { hashOf } from '../digest.js';
import { below, isBelow } from '../endpoint.js';
import { RedoxFileError } from '../errors.js';
import type { Context, Job } from '../job.js';
import { persist, type Waiting } from '../retry.js';
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
  // The commit does not wait for it then, and the browser's copy of what it hashes has gone before the chunks pile up.
  hashOf(job, bytes).catch(() => undefined);
  // The host may have gone over to another proxy since.
  if (!isBelow(context.options.endpoint, job.uploadUrl)) job.uploadUrl = undefined;
  for (let again = true; ; again = false) {
    try {
      const fresh = !job.uploadUrl;
      job.uploadUrl ??= await create(bytes.length, context);
      job.keep?.();
      await transfer(job.uploadUrl, bytes, context, fresh ? 0 : undefined);
      return await commit(job, job.uploadUrl, bytes, context);
    } catch (error) {
      const gone = error instanceof RedoxFileError && GONE.includes(error.code);
      if (gone) job.uploadUrl = undefined;
      if (!again || !(gone || isIncomplete(error))) throw error;
    }
  }
}

const GONE: readonly RedoxFileError['code'][] = ['upload-expired', 'integrity-mismatch'];

/** The proxy has lost bytes since it told us that it had them all. */
const isIncomplete = (error: unknown): boolean => error instanceof RedoxFileError && error.status === 409;

/**
 * A request that has left is let come to its answer, whatever the user does meanwhile: without the answer nobody knows
 * where the upload is, to go on with it or to delete it.
 * @returns the upload's absolute URL
 */
export async function create(size: number, context: Context): Promise<string> {
  const url = below(context.options.endpoint ?? '', 'uploads');
  const { signal } = new AbortController();
  // Whose answer was lost is not made again.
  const headers = { ...TUS, 'upload-length': String(size), 'idempotency-key': crypto.randomUUID() };
  const response = await persist(
    () => authorized(context, { method: 'POST', url, headers, signal, idle: IDLE }),
    context,
  );
  const location = response.header('location');
  if (response.status !== 201 || !location) throw errorOf(response, 'upload-failed');
  return new URL(location, url).href;
}

/** Tells the proxy that an upload is no longer wanted; if it does not hear, the upload expires there. */
export async function discard(
  url: string,
  context: Waiting & Pick<Context, 'options' | 'tokens' | 'transport'>,
): Promise<void> {
  if (!isBelow(context.options.endpoint, url)) return;
  await persist(() => authorized(context, { method: 'DELETE', url, headers: TUS, idle: IDLE }), context);
}
