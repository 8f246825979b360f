import * as z from 'zod/mini';
import { DATA_MODELS, type HostMessage } from '../models/index.js';

/** What one user may send, at most. Sizes in bytes. */
export const Limits = z.object({
  /** Largest file. */
  maxSize: z.optional(z.int().check(z.positive())),
  /** Largest request body: an embedded message and everything around it. */
  requestLimit: z.optional(z.int().check(z.positive())),
  /** Media types (`image/*`, `application/pdf`) that may be uploaded; all, where absent. */
  types: z.optional(z.array(z.string())),
  /** Data models that may be sent; all, where absent. */
  models: z.optional(z.array(z.enum(DATA_MODELS))),
});
export type Limits = z.infer<typeof Limits>;

/** What the host's back end allows one of its users. */
export interface Grant {
  /** Who the user is to the host; never shown to the browser, and in the ledger only as a hash. */
  subject: string;
  /** The bound part of the message: it stands over whatever the browser sends. */
  message?: HostMessage | undefined;
  limits?: Limits | undefined;
}
