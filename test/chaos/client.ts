import type { ErrorCode, FileStateName } from '../../src/core/index.js';
import type { Document } from './documents.js';
import type { Act } from './plan.js';

/** What the user was told of a document, and when, in milliseconds since 1970. */
export interface Belief {
  at: number;
  state: FileStateName | 'removed';
  /** Where it failed. */
  code?: ErrorCode | undefined;
  /** Where it is ready: the message. */
  message?: unknown;
}

/** What sends the documents of one run. */
export interface Client {
  act(type: Act['type'], document: Document): void;
  /** All that was told, in order. */
  beliefs(document: Document): readonly Belief[];
  /** The identifier of the document, as it stands in the message. */
  documentId(document: Document): string;
  /** Ends everything. */
  close(): void;
}

const FINAL: readonly Belief['state'][] = ['sent', 'ready', 'failed', 'removed', 'paused'];

/** Whether a file is where it stays until somebody does something. */
export const isAtRest = (client: Client, document: Document): boolean =>
  FINAL.includes(client.beliefs(document).at(-1)?.state ?? 'waiting');

export const lastBelief = (client: Client, document: Document): Belief | undefined => client.beliefs(document).at(-1);

/** Whether the user was told that a document is certainly in no chart. */
export const isCertainFailure = ({ state, code }: Belief): boolean => state === 'failed' && code !== 'send-unconfirmed';
