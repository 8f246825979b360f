import type * as z from 'zod/mini';
import type { MediaReplace } from './media.js';
import type { Meta } from './meta.js';
import type { NotesReplace } from './notes.js';
import type { ResultsNew } from './results.js';
import type { DataModel, EventType } from './value-sets.js';

/** Any part of a message, at any depth; `undefined` counts as absent. */
type Part<T> = T extends readonly (infer Item)[]
  ? readonly Part<Item>[]
  : T extends object
    ? { [Name in keyof T]?: Part<T[Name]> | undefined }
    : T;

/**
 * What the host knows: parts of a message, of whichever data model. Every field may be missing, because others (defaults,
 * the file, a grant) fill it. `Meta.DataModel` and `Meta.EventType` are the composer's, whatever stands there.
 */
export interface HostMessage {
  /** What the message is, and where it goes. */
  Meta?: Part<z.infer<Meta<DataModel, EventType>>> | undefined;
  /** Whose chart it is. */
  Patient?: Part<ResultsNew['Patient']> | undefined;
  /** The visit that it belongs to. */
  Visit?: Part<ResultsNew['Visit']>;
  /** In Notes: the document. */
  Note?: Part<NotesReplace['Note']> | undefined;
  /** In Media: the medium. */
  Media?: Part<MediaReplace['Media']> | undefined;
  /** In Results: the orders with their results. In Notes and Media: the orders that the document belongs to. */
  Orders?: readonly Part<ResultsNew['Orders'][number] | NonNullable<NotesReplace['Orders']>[number]>[] | undefined;
}
