import { asRecord } from '../records.js';
import type { Accepted } from '../redox/send.js';

/** In bytes of JSON; Redox's own `Meta` has some hundred. */
const LARGEST_META = 16_384;
const MOST_LOGS = 100;
/** In UTF-16 units; Redox's own have 36. */
const LONGEST_ID = 200;

/**
 * What the ledger keeps of Redox's answer and the browser gets of it: identifiers and `Meta`, and not too much of them.
 * Whatever else an answer should hold could repeat the message.
 */
export function keptAnswer({ logIds, messageId, transmissionId, response }: Accepted): Accepted {
  const Meta = asRecord(asRecord(response).Meta);
  return {
    logIds: logIds.filter(id => id.length <= LONGEST_ID).slice(0, MOST_LOGS),
    messageId: String(messageId).length <= LONGEST_ID ? messageId : null,
    transmissionId: String(transmissionId).length <= LONGEST_ID ? transmissionId : null,
    response: { Meta: Buffer.byteLength(JSON.stringify(Meta)) <= LARGEST_META ? Meta : {} },
  };
}
