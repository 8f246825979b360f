import type { SendResponse } from '../../protocol/index.js';
import type { Chronicle } from '../audit.js';
import type { Exclusively } from '../leases.js';
import type { Ledger, SendRecord } from '../ledger.js';
import { describeError, type Logger } from '../logger.js';
import { ProblemError } from '../problem-error.js';
import type { RedoxClient } from '../redox/client.js';
import { RedoxError } from '../redox/error.js';
import type { RetentionTimes } from '../retention.js';
import type { Owner } from '../secrets.js';
import { keptAnswer } from './kept-answer.js';

export interface Sending {
  /** The idempotency key, which is the document's identifier. */
  key: string;
  owner: Owner;
  requestId: string;
  /** The message's `Meta`, by which an error of Redox's is read. Whatever is here stays until Redox has answered. */
  meta: unknown;
  /** The message as Redox gets it, and its hash. */
  json: Uint8Array;
  sha256: string;
  /** @throws {ProblemError} when the message may not be sent now; asked when nothing was sent under its key before */
  admit(): Promise<void>;
}

export interface SendServices {
  ledger: Ledger;
  exclusively: Exclusively;
  redox: RedoxClient;
  chronicle: Chronicle;
  logger: Logger;
  retention: RetentionTimes;
}

/** Only one at a time sends under a key, or settles what became of it. */
export const leaseOf = (key: string): string => `send ${key}`;

/**
 * Sends a message under its key, once: the key is claimed before Redox is called, and given back only where the message
 * has certainly not been accepted. A key that has an answer gives it again; one that has none stays without. Who asks
 * while another process is sending waits for its answer.
 * @throws {ProblemError} 409 `send-unconfirmed` where nobody knows, 422 where the key is another message's
 * @throws {RedoxError}
 */
export const sendOnce = (sending: Sending, services: SendServices): Promise<SendResponse> =>
  services.exclusively(leaseOf(sending.key), () => claimAndSend(sending, services));

async function claimAndSend(sending: Sending, services: SendServices): Promise<SendResponse> {
  const { key, owner, meta, json, sha256 } = sending;
  const { ledger, redox, retention, chronicle } = services;
  const { requestId } = sending;
  const event = chronicle({
    owner: owner.id,
    action: 'send',
    documentId: key,
    size: json.byteLength,
    sha256,
    requestId,
  });
  const known = await ledger.send(key);
  if (known) return earlierAnswer(known, sending);
  await sending.admit().catch(async error => {
    const fate = error instanceof ProblemError ? error.fate : undefined;
    // Only what was found in a file is worth a line in the audit trail; who asks too often would fill it.
    if (fate && fate !== 'rate-limited') await ledger.append(event(fate));
    throw error;
  });
  const expiresAt = Date.now() + retention.sends;
  // Claimed, in spite of the lease: a process that stood still for too long has lost it.
  const earlier = await ledger.claimSend(key, { owner: owner.id, sha256, expiresAt }, event('begun'));
  if (earlier) return earlierAnswer(earlier, sending);
  const accepted = await redox.send({ Meta: meta }, json).catch(async cause => {
    const error = cause instanceof RedoxError ? cause : unforeseen(cause);
    await written(services, key, () =>
      error.code === 'send-unconfirmed' ? ledger.append(event(error.code)) : ledger.releaseSend(key, event(error.code)),
    );
    throw error;
  });
  const answer: SendResponse = { accepted: true, documentId: key, ...keptAnswer(accepted) };
  await written(services, key, () => ledger.answerSend(key, answer, event('accepted')));
  return answer;
}

const unforeseen = (cause: unknown) =>
  new RedoxError('send-unconfirmed', 'The call of Redox failed as nobody foresaw', { cause });

/** Whatever became of the message, its client is to hear of that; where it cannot be written, a repetition is unconfirmed. */
async function written({ logger }: SendServices, documentId: string, write: () => Promise<void>): Promise<void> {
  await write().catch(error =>
    logger.error({ documentId, ...describeError(error) }, 'the outcome was not written to the ledger'),
  );
}

function earlierAnswer(earlier: SendRecord, { owner, sha256 }: Sending): SendResponse {
  if (!owner.owns(earlier) || earlier.sha256 !== sha256)
    throw new ProblemError(422, 'message-invalid', {
      detail: 'The Idempotency-Key belongs to another message',
      issues: [],
    });
  if (earlier.answer) return earlier.answer;
  throw new ProblemError(409, 'send-unconfirmed', {
    detail: 'This message was begun to be sent before, and what became of it is not known',
  });
}
