/** One request and what is known of it on its way to an answer. */
export interface Exchange {
  request: Request;
  /** Given by us: whatever a client calls a request might be PHI. */
  requestId: string;
  /** Checked; null where there is none. */
  origin: string | null;
  /** Keyed hash of the subject, as soon as it is known. */
  user?: string;
}
