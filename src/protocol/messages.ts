/**
 * `POST messages` with `Idempotency-Key`, which is the document's identifier: 200. Redox has accepted the message; it
 * has not yet delivered it.
 */
export interface SendResponse {
  accepted: true;
  documentId: string;
  /** `Meta.Logs[].ID` of Redox's answer. */
  logIds: string[];
  /** `Meta.Message.ID` of Redox's answer. */
  messageId: string | number | null;
  /** `Meta.Transmission.ID` of Redox's answer. */
  transmissionId: string | number | null;
  /** `{Meta}` of Redox's answer; what else stands in it could repeat the message. Null where the host settled the send. */
  response: unknown;
}
