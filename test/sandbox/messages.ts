import { createHash } from 'node:crypto';
import { type Content, compose, type DataModel } from '../../src/models/index.js';

/** Where there is room for it, what makes the bytes a PDF's, whatever follows. */
const PDF_HEADER = new TextEncoder().encode('%PDF-1.7\n');

/** Bytes that look like a PDF and otherwise like nothing in particular, the same in every run. */
export function someBytes(size: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size);
  let state = size;
  for (let at = 0; at < size; at++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    bytes[at] = state >>> 24;
  }
  if (size >= PDF_HEADER.length) bytes.set(PDF_HEADER);
  return bytes;
}

export const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

export const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');

export const pdf = (size: number, name = 'consent.pdf') =>
  new File([someBytes(size)], name, { type: 'application/pdf' });

/** A valid message of a model, with a file that is embedded or referred to. */
export function messageWith(model: DataModel, content: Content) {
  const about = { DocumentType: 'Consent Form', Provider: { ID: '4356789876' } };
  return compose({
    model,
    eventType: 'New',
    file: { name: 'consent.pdf', type: 'application/pdf', size: 1 },
    content,
    documentId: crypto.randomUUID(),
    message: {
      Meta: { Test: true, Destinations: [{ ID: 'af394f14-b34a-464f-8d24-895f370af4c9' }] },
      Patient: { Identifiers: [{ ID: '0000000001', IDType: 'MR' }] },
      ...(model === 'Notes' && { Note: about }),
      ...(model === 'Media' && { Media: about }),
      ...(model === 'Results' && { Orders: [{ ID: '157968300', Results: [{ Code: 'Pathology report' }] }] }),
    },
  });
}
