import { type ComposeInput, compose, type HostMessage } from '../../src/models/index.js';
import type { Json } from './messages.js';

export const ID = '7f3b7c2e-9a34-4d07-8a5e-0a4f9d5d3b11';

/** What an element knows of one file. */
const input = {
  file: { name: 'Consent.pdf', type: 'application/pdf', size: 8 },
  content: { base64: 'JVBERi0=' },
  documentId: ID,
} satisfies Partial<ComposeInput>;

/** A message of an event such as `Notes.New`, of a host's message and that file. */
export const composed = (event: string, message: unknown, more: Partial<ComposeInput> = {}) => {
  const [model, eventType] = event.split('.') as ['Notes', 'New'];
  return compose({ ...input, ...more, model, eventType, message: message as HostMessage }) as unknown as Json;
};
