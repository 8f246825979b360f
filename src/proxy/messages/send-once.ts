import type { SendResponse } from '../../protocol/index.js';
import type { Ledger, SendRecord } from '../ledger.js';
import { describeError, type Logger } from '../logger.js';
import { ProblemError } from '../problem-error.js';
import type { RedoxClient } from '../redox/client.js';
import { RedoxError } from '../redox/error.js';
import type { Owner } from '../secrets.js';

export interface Sending {
  /** The idempotency key, which is the document's identifier. */
  key: string;
  owner: Owner;
  message: object;
  /** The message as Redox gets it, and its hash. */
  json: Blob;
  sha256: string;
}

export interface SendServices {
  ledger: Ledger;
  redox: RedoxClient;
  logger: Logger;
  /** How long the ledger remembers what was sent, in milliseconds. */
  retention: number;
}

/**
 * Sends a message under its key, once: the key is claimed before Redox is called, and given back only where the message
 * has certainly not been accepted. A key that has an answer gives it again; one that has none stays without.
 * @throws {ProblemError} 409 `send-unconfirmed` where nobody knows, 422 where the key is another message's
 * @throws {RedoxError}
 */
export async function sendOnce(sending: Sending, services: SendServices): Promise<SendResponse> {
  const { key, owner, message, json, sha256 } = sending;
  const { ledger, redox, logger, retention } = services;
  const claim = { owner: owner.id, sha256, expiresAt: Date.now() + retention };
  const earlier = await ledger.claimSend(key, claim);
  if (earlier) return earlierAnswer(earlier, sending);
  const accepted = await redox.send(message, json).catch(async error => {
    if (error instanceof RedoxError && error.code !== 'send-unconfirmed') await ledger.releaseSend(key);
    throw error;
  });
  const answer: SendResponse = { accepted: true, documentId: key, ...accepted };
  await ledger.answerSend(key, answer).catch(error => {
    // Redox has the message, so the client hears so; a repetition will be unconfirmed.
    logger.error({ documentId: key, ...describeError(error) }, 'the answer was not written to the ledger');
  });
  return answer;
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
