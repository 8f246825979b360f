import { contentsUrl, type EmbeddedContents, fileUrl, type ReceivedFile, type ReceivedMessage } from './sandbox.js';

/** What the page shows of a message's document. */
export interface ReceivedDocument {
  /** By the names of Redox's fields, in the order in which they are shown. */
  facts: Record<string, string | null | undefined>;
  /** Where the file can be had, its size in bytes and its SHA-256. */
  file: { url: string; size: number; sha256: string } | undefined;
  isPicture: boolean;
  delivery: 'embedded' | 'uploaded';
}

/** Types that browsers show, as Redox writes them. */
const PICTURES: readonly unknown[] = ['JPG', 'PNG', 'GIF', 'WEBP', 'BMP'];

const isEmbedded = (contents: unknown): contents is EmbeddedContents =>
  typeof contents === 'object' && contents !== null && 'sha256' in contents;

function fileOf(contents: unknown, received: ReceivedMessage, files: readonly ReceivedFile[]) {
  if (isEmbedded(contents)) return { url: contentsUrl(received), size: contents.size, sha256: contents.sha256 };
  const uploaded = files.find(({ uri }) => uri === contents);
  return uploaded && { url: fileUrl(uploaded), size: uploaded.size, sha256: uploaded.sha256 };
}

function partsOf({ message }: ReceivedMessage) {
  if ('Note' in message || 'Media' in message) {
    const document = 'Note' in message ? message.Note : message.Media;
    const { DocumentType, DocumentDescription, FileName, FileType, DocumentID } = document;
    return {
      facts: { DocumentType, DocumentDescription, FileName, DocumentID },
      contents: document.FileContents as unknown,
      type: FileType,
    };
  }
  const order = 'Orders' in message ? message.Orders?.[0] : undefined;
  const result = order && 'Results' in order ? order.Results[0] : undefined;
  return {
    facts: { Order: order?.ID, Result: result?.Description ?? result?.Code },
    contents: result?.Value as unknown,
    type: result?.FileType,
  };
}

/** The document of a message that the sandbox received, with its file, embedded or among those uploaded. */
export function documentOf(received: ReceivedMessage, files: readonly ReceivedFile[]): ReceivedDocument {
  const { facts, contents, type } = partsOf(received);
  const { Patient } = received.message;
  const name = [Patient.Demographics?.FirstName, Patient.Demographics?.LastName].filter(Boolean).join(' ');
  const identifiers = Patient.Identifiers.map(({ ID, IDType }) => `${ID} (${IDType})`).join(', ');
  return {
    facts: { Patient: [name, identifiers].filter(Boolean).join(', '), ...facts },
    file: fileOf(contents, received, files),
    isPicture: PICTURES.includes(type),
    delivery: isEmbedded(contents) ? 'embedded' : 'uploaded',
  };
}
