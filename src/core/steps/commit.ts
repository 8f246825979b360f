import { asRecord, uploadErrorOf } from '../answer.js';
import { authorized } from '../authorized.js';
import { hashOf } from '../digest.js';
import { RedoxFileError } from '../errors.js';
import type { Context, Job } from '../job.js';
import { persist } from '../retry.js';

const IDLE = 30_000;
/** The proxy answers when Redox has the file, which may take Redox a couple of minutes. */
const ANSWER_IDLE = 150_000;

/**
 * Asks the proxy to hand a complete upload to Redox. Repeating it is safe: the proxy answers what it answered first.
 * @returns Redox's URI
 * @throws RedoxFileError `integrity-mismatch` where the proxy has other bytes than ours
 */
export async function commit(job: Job, url: string, bytes: Uint8Array<ArrayBuffer>, context: Context): Promise<string> {
  const hash = await hashOf(job, bytes);
  const response = await persist(
    () =>
      authorized(context, {
        method: 'POST',
        url: `${url}/commit`,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ name: job.file.name, type: job.mediaType ?? '', sha256: hash }),
        idle: IDLE,
        answerIdle: ANSWER_IDLE,
        onSent: () => context.progress(bytes.length, bytes.length),
      }),
    context,
  );
  const answer = asRecord(response.json);
  if (typeof answer.URI !== 'string') throw uploadErrorOf(response);
  if (answer.sha256 !== hash || answer.size !== bytes.length) throw new RedoxFileError('integrity-mismatch');
  return answer.URI;
}
