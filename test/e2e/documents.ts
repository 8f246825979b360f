import assert from 'node:assert/strict';
import type { DataModel, MediaNew, NotesNew, RedoxMessage, ResultsNew } from '../../src/models/index.js';

interface DocumentPlace {
  /** A file of a kind that is sent this way. */
  fileName: string;
  documentIn(message: RedoxMessage): Record<string, unknown> | undefined;
  /** The field that holds the file. */
  contents: string;
  /** What else says that it is a file, and which. */
  beside: Record<string, unknown>;
}

/** Where each data model holds a file, and what has to stand beside it ("Send a file via Redox Data Model API"). */
const PLACES: Readonly<Record<DataModel, DocumentPlace>> = {
  Notes: {
    fileName: 'consent.pdf',
    documentIn: message => (message as NotesNew).Note,
    contents: 'FileContents',
    beside: { ContentType: 'Base64 Encoded', FileName: 'consent.pdf', FileType: 'PDF' },
  },
  Results: {
    fileName: 'blood-count.pdf',
    documentIn: message => (message as ResultsNew).Orders[0]?.Results?.[0],
    contents: 'Value',
    beside: { ValueType: 'Encapsulated Data', FileType: 'PDF' },
  },
  Media: {
    fileName: 'wound.jpg',
    documentIn: message => (message as MediaNew).Media,
    contents: 'FileContents',
    beside: { FileName: 'wound.jpg', FileType: 'JPG', Availability: 'Available' },
  },
};

export const fileNameFor = (model: DataModel): string => PLACES[model].fileName;

/** The file in a message, or what stands for it, once everything beside it is as Redox prescribes. */
export function contentsIn(
  message: RedoxMessage | undefined,
  model: DataModel,
  documentId: string | undefined,
): unknown {
  assert.ok(message && documentId);
  const { documentIn, contents, beside } = PLACES[model];
  const document = documentIn(message);
  assert.ok(document);
  const identified = model === 'Results' ? beside : { ...beside, DocumentID: documentId };
  for (const [field, value] of Object.entries(identified)) assert.equal(document[field], value, field);
  assert.equal(message.Meta.DataModel, model);
  return document[contents];
}
