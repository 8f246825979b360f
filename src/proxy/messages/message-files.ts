import { isBase64, isFileUri } from '../../models/index.js';
import { asRecord } from '../records.js';

/** A field of a message that holds a file. */
export interface MessageFile {
  /** In Redox's notation: `Orders[0].Results[0].Value`. */
  path: string;
  /** What the message says that it is, as file names: its own, and one that ends with its type. May be empty. */
  names: string[];
}

/** A file that was uploaded. */
export interface FileReference extends MessageFile {
  uri: string;
}

export interface EmbeddedFile extends MessageFile {
  base64: string;
}

/** The references in the fields that can hold a file, whatever the message says that the field is. */
export const fileReferences = (message: unknown): FileReference[] =>
  filesIn(message).flatMap(({ contents, path, names }) =>
    isFileUri(contents) ? [{ path, names, uri: contents }] : [],
  );

/** The files in a message that is valid; a text that only looks like base64 is none. */
export const embeddedFiles = (message: unknown): EmbeddedFile[] =>
  filesIn(message).flatMap(({ contents, path, names, marked }) =>
    marked && isBase64(contents) ? [{ path, names, base64: contents }] : [],
  );

/** Of canonical base64: padded, without line breaks. */
export const decodedSize = (base64: string): number =>
  (base64.length / 4) * 3 - (base64.endsWith('==') ? 2 : base64.endsWith('=') ? 1 : 0);

interface FileField extends MessageFile {
  contents: string;
  /** Whether the message says that the field holds a file. */
  marked: boolean;
}

function filesIn(message: unknown): FileField[] {
  const { Note, Media, Orders } = asRecord(message);
  const fields = [
    fieldOf('Note.FileContents', asRecord(Note), 'FileContents', asRecord(Note).ContentType === 'Base64 Encoded'),
    fieldOf('Media.FileContents', asRecord(Media), 'FileContents', true),
    ...listOf(Orders).flatMap((order, at) =>
      listOf(asRecord(order).Results).map((value, index) => {
        const result = asRecord(value);
        const path = `Orders[${at}].Results[${index}].Value`;
        return fieldOf(path, result, 'Value', result.ValueType === 'Encapsulated Data');
      }),
    ),
  ];
  return fields.filter(field => field !== undefined);
}

function fieldOf(path: string, group: Record<string, unknown>, field: string, marked: boolean): FileField | undefined {
  const contents = group[field];
  if (typeof contents !== 'string' || contents === '') return undefined;
  return { path, contents, marked, names: namesOf(group) };
}

const namesOf = ({ FileName, FileType }: Record<string, unknown>): string[] => [
  ...(typeof FileName === 'string' && FileName !== '' ? [FileName] : []),
  ...(typeof FileType === 'string' && FileType !== '' ? [`file.${FileType}`] : []),
];

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
