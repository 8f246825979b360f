import type { SenderEventDetails, SenderEventName } from '../../src/core/events.js';
import type { RedoxFileSender } from '../../src/element/index.js';
import '../../src/index.js';
import { pdf, pdfOfSize } from '../samples/pdf.js';

/** A PDF that shows a text, or that has a size in bytes; an empty text is an empty file, and bytes stay as they are. */
export function fileOf(
  content: Uint8Array<ArrayBuffer> | string | number,
  name = 'scan.pdf',
  type = 'application/pdf',
) {
  const bytes =
    typeof content === 'number' ? pdfOfSize(content) : typeof content === 'string' ? pdfOf(content) : content;
  return new File([bytes], name, { type });
}

const pdfOf = (text: string) => (text ? pdf({ contents: `BT (${text}) Tj ET` }) : new Uint8Array());

/** The bytes of a file as base64. */
export const base64Of = async (file: File): Promise<string> =>
  btoa(Array.from(new Uint8Array(await file.arrayBuffer()), byte => String.fromCharCode(byte)).join(''));

/** What a host gives for each model, so that the message is complete. */
export const HOST_MESSAGES = {
  Notes: {
    Patient: { Identifiers: [{ ID: '0000000001', IDType: 'MR' }] },
    Note: { DocumentType: 'Consent Form', Provider: { ID: '4356789876' } },
  },
  Results: {
    Patient: { Identifiers: [{ ID: '0000000001', IDType: 'MR' }] },
    Orders: [{ ID: '157968300', Results: [{ Code: '24331-1' }] }],
  },
  Media: {
    Patient: { Identifiers: [{ ID: '0000000001', IDType: 'MR' }] },
    Media: { DocumentType: 'Photo', Provider: { ID: '4356789876' } },
  },
} as const;

/** What a host gives where the element sends. */
export const SENDABLE = {
  ...HOST_MESSAGES.Notes,
  Meta: { Destinations: [{ ID: 'af394f14-b34a-464f-8d24-895f370af4c9' }] },
};

/** The next event of a type, as the page's document sees it. */
export const eventOf = <N extends SenderEventName>(type: N): Promise<CustomEvent<SenderEventDetails[N]>> =>
  new Promise(resolve =>
    document.addEventListener(type, event => resolve(event as CustomEvent<SenderEventDetails[N]>), { once: true }),
  );

/** Adds files and waits until nothing is in progress any more. */
export async function complete(element: RedoxFileSender, ...files: File[]): Promise<void> {
  const done = eventOf('redox-complete');
  element.addFiles(files);
  await done;
  await element.updateComplete;
}

/** Waits for an error. */
export async function failure(element: RedoxFileSender, ...files: File[]) {
  const failed = eventOf('redox-error');
  element.addFiles(files);
  const { detail } = await failed;
  await element.updateComplete;
  return detail.error;
}
