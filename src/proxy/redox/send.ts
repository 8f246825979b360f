import { asRecord, isRecord } from '../records.js';
import type { Authorized } from './authorized.js';
import { body } from './body.js';
import { RedoxError } from './error.js';
import { NoAnswer } from './http.js';
import { hasErrors, refusal } from './refusal.js';

/** What Redox answered to a message that it has accepted, which is not yet delivered. */
export interface Accepted {
  /** `Meta.Logs[].ID` */
  logIds: string[];
  /** `Meta.Message.ID` */
  messageId: string | number | null;
  /** `Meta.Transmission.ID` */
  transmissionId: string | number | null;
  /** The answer as it came. */
  response: unknown;
}

/**
 * `POST {api}/endpoint` (Redox: "Send"). Repeated only where the message has certainly not been accepted: Redox knows no
 * idempotency key, and a second message may be a second document.
 * @param message what the JSON says, for reading an error of Redox's
 * @throws {RedoxError}
 */
export async function send(json: Uint8Array, message: unknown, url: string, authorized: Authorized): Promise<Accepted> {
  const answer = await authorized(url, () => body('application/json', json)).catch(error => {
    if (!(error instanceof NoAnswer)) throw error;
    throw error.sent
      ? new RedoxError('send-unconfirmed', 'The connection to Redox broke after the message began', { cause: error })
      : new RedoxError('upload-failed', 'Redox cannot be reached', { cause: error });
  });
  const { status } = answer;
  if (isUnclear(status)) throw new RedoxError('send-unconfirmed', `Redox answered ${status}`, { status });
  if (status >= 400 || hasErrors(answer)) throw refusal(answer, message);
  const meta = asRecord(answer.json).Meta;
  if (!isRecord(meta)) throw new RedoxError('send-unconfirmed', `Redox answered ${status} without a Meta`, { status });
  return {
    logIds: (Array.isArray(meta.Logs) ? meta.Logs : [])
      .map(idOf)
      .filter(id => id !== null)
      .map(String),
    messageId: idOf(meta.Message),
    transmissionId: idOf(meta.Transmission),
    response: answer.json,
  };
}

/** Answers that somebody between us and Redox may have given while the message went its way. */
const isUnclear = (status: number): boolean => (status >= 300 && status < 400) || status === 408 || status >= 500;

function idOf(value: unknown): string | number | null {
  const { ID } = asRecord(value);
  return typeof ID === 'string' || typeof ID === 'number' ? ID : null;
}
