import { createHash } from 'node:crypto';
import type { DataModel, EventType, HostMessage } from '../../src/models/index.js';
import type { FilePlan } from './plan.js';
import { createRandom } from './random.js';

/** A file that is to be sent, and what the books know it by. */
export interface Document {
  /** Stands in the message, in a field that every model has: Results know no DocumentID. */
  mark: string;
  file: File;
  sha256: string;
  size: number;
  model: DataModel;
  eventType: EventType;
}

/** What the bytes of a PDF begin with; the others are random. */
const PDF = new TextEncoder().encode('%PDF-1.7\n');

/** In every file's name, and so in no place where PHI must not be. */
export const NAME = 'Musterfrau Bettina HIV-Befund';

export function makeDocument(plan: FilePlan, seed: string): Document {
  const bytes = createRandom(seed).bytes(plan.size);
  // What inspects a file has nothing to refuse: one that is too small for a PDF is a text.
  const isPdf = plan.size > PDF.length;
  if (isPdf) bytes.set(PDF);
  else for (const at of bytes.keys()) bytes[at] = 97 + ((bytes[at] ?? 0) % 26);
  const [extension, type] = isPdf ? ['pdf', 'application/pdf'] : ['txt', 'text/plain'];
  return {
    mark: seed,
    file: new File([bytes], `${NAME} ${seed}.${extension}`, { type }),
    sha256: createHash('sha256').update(bytes).digest('hex'),
    size: plan.size,
    model: plan.model,
    eventType: plan.eventType,
  };
}

const PROVIDER = { ID: '4356789876' };

/** What the host's page knows of a document. The patient and the destination are in the grant. */
export function hostMessage({ mark, model, eventType }: Document): HostMessage {
  const document = {
    DocumentType: 'Consent Form',
    Provider: PROVIDER,
    ...(eventType === 'Replace' && { OriginalDocumentID: 'the-one-before' }),
  };
  const Visit = { VisitNumber: mark };
  const Meta = { Test: true };
  if (model === 'Notes') return { Meta, Visit, Note: document };
  if (model === 'Media') return { Meta, Visit, Media: document };
  return { Meta, Visit, Orders: [{ ID: mark, ApplicationOrderID: mark, Results: [{ Code: 'Pathology report' }] }] };
}

/** Whose message it is. */
export const markOf = (message: unknown): string | undefined =>
  (message as { Visit?: { VisitNumber?: string } }).Visit?.VisitNumber;
