import { asRecord, codeOf, errorOf } from '../answer.js';
import { authorized } from '../authorized.js';
import { below } from '../endpoint.js';
import { RedoxFileError } from '../errors.js';
import type { SendResult } from '../file-state.js';
import type { Context } from '../job.js';
import { isPassing, persist } from '../retry.js';
import { ConnectionError } from '../transport.js';

/** The proxy answers when Redox has accepted the message, which may take Redox a couple of minutes. */
const IDLE = 150_000;

/**
 * Sends a message through the proxy. Repeating it is safe as long as the key stays: the proxy sends a message under one
 * key once. Only what the proxy itself does not know is `send-unconfirmed` and is not repeated.
 * @param key the document's identifier
 */
export async function send(request: Blob, key: string, context: Context): Promise<SendResult> {
  context.progress(0, request.size);
  const response = await persist(
    () =>
      authorized(context, {
        method: 'POST',
        url: below(context.options.endpoint ?? '', 'messages'),
        headers: { 'content-type': 'application/json', 'idempotency-key': key },
        body: request,
        idle: IDLE,
        onSent: sent => context.progress(Math.min(sent, request.size), request.size),
      }),
    { signal: context.signal, again: answer => isPassing(answer.status) && codeOf(answer) !== 'send-unconfirmed' },
  ).catch(error => {
    if (!(error instanceof ConnectionError)) throw error;
    throw new RedoxFileError(error.begun ? 'send-unconfirmed' : 'offline', { cause: error });
  });
  const answer = asRecord(response.json);
  // An answer that is not the proxy's own says nothing of what the proxy did before.
  const refused = response.status >= 400 && response.status < 500;
  if (answer.accepted !== true) throw errorOf(response, refused ? 'redox-rejected' : 'send-unconfirmed');
  return {
    logIds: Array.isArray(answer.logIds) ? answer.logIds.map(String) : [],
    messageId: idOf(answer.messageId),
    transmissionId: idOf(answer.transmissionId),
    response: answer.response,
  };
}

const idOf = (id: unknown): string | number | null => (typeof id === 'string' || typeof id === 'number' ? id : null);
