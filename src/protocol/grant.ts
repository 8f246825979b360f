import * as z from 'zod/mini';
import { DATA_MODELS, type HostMessage } from '../models/index.js';

/**
 * What one user may send, at most. Sizes in bytes. The proxy enforces them, whatever a browser says. Strict, because a
 * misspelt limit would be one that is not enforced.
 */
export const Limits = z.strictObject({
  /** Largest file. */
  maxSize: z.optional(z.int().check(z.positive())),
  /** Largest request body: an embedded message and everything around it. */
  requestLimit: z.optional(z.int().check(z.positive())),
  /** Media types (`image/*`, `application/pdf`) that may be uploaded; all, where absent. */
  types: z.optional(z.array(z.string())),
  /** Data models that may be sent; all, where absent. */
  models: z.optional(z.array(z.enum(DATA_MODELS))),
  /** Redox's identifiers of the destinations that may be sent to, UUIDs; all, where absent. */
  destinations: z.optional(z.array(z.string())),
  /** How many files one user may upload within any hour, and how many messages they may send. */
  filesPerHour: z.optional(z.int().check(z.positive())),
  /** How many bytes of files one user may upload and embed within any hour. */
  bytesPerHour: z.optional(z.int().check(z.positive())),
});
export type Limits = z.infer<typeof Limits>;

/** What the host's back end allows one of its users. */
export interface Grant {
  /**
   * Who the user is to the host, and for whom, where one acts for several patients; the same at every sign-in. Never shown
   * to the browser, and in the ledger only as a hash.
   */
  subject: string;
  /** The bound part of the message: it stands over whatever the browser sends. */
  message?: HostMessage | undefined;
  limits?: Limits | undefined;
}
