import * as z from 'zod/mini';
import { DATA_MODELS, type DataModel, type HostMessage } from '../models/index.js';

/** What one user may send, at most; all and any number, where absent. The proxy enforces it, whatever a browser says. */
export interface Limits {
  /** Largest file, uploaded or embedded; in bytes. */
  maxSize?: number | undefined;
  /** Largest request body, in bytes: an embedded message and everything around it. */
  requestLimit?: number | undefined;
  /** Media types (`image/*`, `application/pdf`) that may be sent. */
  types?: string[] | undefined;
  /** Data models that may be sent. */
  models?: DataModel[] | undefined;
  /** Redox's identifiers of the destinations that may be sent to, UUIDs. */
  destinations?: string[] | undefined;
  /** How many files one user may upload within any hour, and how many messages they may send. */
  filesPerHour?: number | undefined;
  /** How many bytes of files one user may upload and embed within any hour. */
  bytesPerHour?: number | undefined;
}

const most = z.optional(z.int().check(z.positive()));
const texts = z.optional(z.array(z.string()));

/** Strict, because a misspelt limit would be one that is not enforced. */
export const Limits: z.ZodMiniType<Limits> = z.strictObject({
  maxSize: most,
  requestLimit: most,
  types: texts,
  models: z.optional(z.array(z.enum(DATA_MODELS))),
  destinations: texts,
  filesPerHour: most,
  bytesPerHour: most,
});

/** What the host's back end allows one of its users. */
export interface Grant {
  /**
   * Who the user is to the host, and for whom, where one acts for several patients; the same at every sign-in. Never shown
   * to the browser, and in the ledger only as a hash.
   */
  subject: string;
  /** The bound part of the message: it stands over whatever the browser sends. */
  message?: HostMessage | undefined;
  /** Stricter than the proxy's own, or as strict. */
  limits?: Limits | undefined;
}
