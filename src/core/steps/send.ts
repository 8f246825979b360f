import { asRecord, codeOf, errorOf } from '../answer.js';
import { authorized } from '../authorized.js';
import { below } from '../endpoint.js';
import { RedoxFileError } from '../errors.js';
import type { SendResult } from '../file-state.js';
import type { Context, Job } from '../job.js';
import { isPassing, persist } from '../retry.js';
import { ConnectionError, type TransportResponse } from '../transport.js';

const IDLE = 30_000;
/** The proxy answers when Redox has accepted the message, which may take Redox a couple of minutes. */
const ANSWER_IDLE = 150_000;
/** A proxy that was heard this long ago, in milliseconds, has not gone since. */
const JUST_HEARD = 50;

/**
 * Sends a message through the proxy. Repeating it is safe as long as the key, the document's identifier, stays: the
 * proxy sends a message under one key once. The job says at any time whether the message may have been accepted; while
 * it does, no failure is anything but `send-unconfirmed`.
 * @throws RedoxFileError, or the signal's reason
 */
export async function send(job: Job, request: Blob, context: Context): Promise<SendResult> {
  context.progress(0, request.size);
  const again = (answer: TransportResponse) => isPassing(answer.status) && codeOf(answer) !== 'send-unconfirmed';
  try {
    const response = await persist(() => attempt(job, request, context), context, again);
    const answer = asRecord(response.json);
    if (answer.accepted !== true) throw refusalOf(response, job);
    mark(job, 'accepted');
    return {
      logIds: Array.isArray(answer.logIds) ? answer.logIds.map(String) : [],
      messageId: idOf(answer.messageId),
      transmissionId: idOf(answer.transmissionId),
      response: answer.response,
    };
  } catch (error) {
    if (job.fate !== 'begun' || !(error instanceof RedoxFileError)) throw error;
    throw new RedoxFileError('send-unconfirmed', { cause: error, ...(error.status && { status: error.status }) });
  }
}

/** One request. It leaves the job's fate as it was where it certainly changed nothing. */
async function attempt(job: Job, request: Blob, context: Context): Promise<TransportResponse> {
  // A message that breaks off may have arrived. So the proxy is heard before one begins: without a token nothing leaves.
  await context.tokens?.get(context.signal, JUST_HEARD);
  const before = job.fate;
  mark(job, before ?? 'begun');
  try {
    const answer = await authorized(context, {
      method: 'POST',
      url: below(context.options.endpoint ?? '', 'messages'),
      headers: { 'content-type': 'application/json', 'idempotency-key': job.documentId },
      body: request,
      idle: IDLE,
      answerIdle: ANSWER_IDLE,
      onSent: sent => context.progress(Math.min(sent, request.size), request.size),
    });
    if (isRefused(answer)) mark(job, before);
    return answer;
  } catch (error) {
    const left = error instanceof ConnectionError ? error.begun : context.signal.aborted;
    if (!left) mark(job, before);
    throw error;
  }
}

function mark(job: Job, fate: Job['fate']): void {
  if (job.fate === fate) return;
  job.fate = fate;
  job.keep?.();
}

/**
 * Whether this request was certainly not accepted. A 422 without issues means that the key is another message's: then
 * one of ours has been there before.
 */
function isRefused(answer: TransportResponse): boolean {
  const { code, issues } = asRecord(answer.json);
  if (code === 'send-unconfirmed') return false;
  if (code === 'message-invalid') return Array.isArray(issues) && issues.length > 0;
  if (answer.status >= 500) return code === 'upload-failed' || code === 'service-unavailable';
  return answer.status >= 400;
}

/** What the proxy says after it has looked its key up: then no request before this one was accepted either. */
const FINAL: readonly unknown[] = ['redox-rejected', 'file-too-large', 'upload-failed'];

function refusalOf(answer: TransportResponse, job: Job): RedoxFileError {
  if (FINAL.includes(codeOf(answer)) || answer.status === 413) mark(job, undefined);
  // An answer that is not the proxy's own says nothing of what the proxy did before.
  return errorOf(answer, answer.status >= 400 && answer.status < 500 ? 'redox-rejected' : 'upload-failed');
}

const idOf = (id: unknown): string | number | null => (typeof id === 'string' || typeof id === 'number' ? id : null);
