import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { isUuid } from '../../models/index.js';
import { type AuditEntry, chronicleFor } from '../audit.js';
import { BeingSent, type Resolution, resolveSend } from '../messages/resolve-send.js';
import { withLedger } from './open-ledger.js';

/** What the command line cannot do, and why: a sentence for the operator. */
export class Refused extends Error {
  override readonly name = 'Refused';
}

/**
 * `redox-file-sender audit`: the audit trail, a JSON object a line, oldest first. Times are in ISO 8601.
 * @param since entries from then on
 * @param output ends when there is no more, or nobody reads any more
 * @throws {ConfigurationError}
 */
export const printAudit = (environment: NodeJS.ProcessEnv, since: Date, output: NodeJS.WritableStream): Promise<void> =>
  withLedger(environment, async ledger => {
    await pipeline(Readable.from(linesOf(ledger.audit(since.getTime()))), output, { end: false }).catch(error => {
      // Such as `head`, which has read enough.
      if (error.code !== 'EPIPE') throw error;
    });
  });

async function* linesOf(entries: AsyncIterable<AuditEntry>): AsyncIterable<string> {
  for await (const { at, ...entry } of entries)
    yield `${JSON.stringify({ at: new Date(at).toISOString(), ...entry })}\n`;
}

/**
 * `redox-file-sender resolve`: settles a send that is unconfirmed.
 * @param documentId as the audit trail names it
 * @throws {Refused} where there is nothing to settle, or it is being sent
 * @throws {ConfigurationError}
 */
export async function settle(
  environment: NodeJS.ProcessEnv,
  documentId: string,
  resolution: Resolution,
): Promise<void> {
  if (!isUuid(documentId)) throw new Refused('A document is named by its DocumentID, a UUID');
  const settled = await withLedger(environment, ledger =>
    resolveSend(documentId.toLowerCase(), resolution, { ledger, chronicle: chronicleFor(() => {}) }),
  ).catch(error => {
    throw error instanceof BeingSent ? new Refused(error.message) : error;
  });
  if (!settled) throw new Refused('There is nothing to settle: it was not sent, or what became of it is known');
}
