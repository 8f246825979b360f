import { randomUUID } from 'node:crypto';
import type { SendResponse } from '../../protocol/index.js';
import type { Chronicle } from '../audit.js';
import type { Ledger } from '../ledger.js';
import { leaseOf } from './send-once.js';

/** In milliseconds; whoever sends renews its own. */
const LEASE = 30_000;

/** A message that is on its way cannot be settled: its outcome will be known. */
export class BeingSent extends Error {
  override readonly name = 'BeingSent';

  constructor() {
    super('The message is being sent');
  }
}

/** What the host has found out about a message, in Redox's dashboard or in the chart. */
export type Resolution = 'sent' | 'not-sent';

/**
 * Settles a send of which the proxy does not know what became: from then on a retry gets an answer, or sends again.
 * @param documentId the message's idempotency key
 * @returns false where there is nothing to settle: nothing was sent under it, or its outcome is known
 * @throws {BeingSent}
 */
export async function resolveSend(
  documentId: string,
  resolution: Resolution,
  { ledger, chronicle }: { ledger: Ledger; chronicle: Chronicle },
): Promise<boolean> {
  if (resolution !== 'sent' && resolution !== 'not-sent') throw new TypeError("A send was 'sent' or 'not-sent'");
  const holder = randomUUID();
  if (!(await ledger.lease(leaseOf(documentId), holder, LEASE))) throw new BeingSent();
  try {
    const record = await ledger.send(documentId);
    if (!record || record.answer) return false;
    const event = chronicle({ owner: record.owner, action: 'resolve', documentId, sha256: record.sha256 });
    if (resolution === 'sent') await ledger.answerSend(documentId, answerFor(documentId), event('accepted'));
    else await ledger.releaseSend(documentId, event('failed'));
    return true;
  } finally {
    await ledger.endLease(leaseOf(documentId), holder);
  }
}

/** Nobody has Redox's own answer any more. */
const answerFor = (documentId: string): SendResponse => ({
  accepted: true,
  documentId,
  logIds: [],
  messageId: null,
  transmissionId: null,
  response: null,
});
