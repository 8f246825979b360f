import { isFileUri } from '../../models/index.js';
import { asRecord } from '../records.js';

/** Where a message refers to a file that was uploaded. */
export interface FileReference {
  /** In Redox's notation: `Orders[0].Results[0].Value`. */
  path: string;
  uri: string;
}

/** The references in the fields that can hold a file, whatever the message says that the field is. */
export function fileReferences(message: unknown): FileReference[] {
  const { Note, Media, Orders } = asRecord(message);
  const fields: [path: string, value: unknown][] = [
    ['Note.FileContents', asRecord(Note).FileContents],
    ['Media.FileContents', asRecord(Media).FileContents],
    ...listOf(Orders).flatMap((order, at) =>
      listOf(asRecord(order).Results).map((result, index): [string, unknown] => [
        `Orders[${at}].Results[${index}].Value`,
        asRecord(result).Value,
      ]),
    ),
  ];
  return fields.flatMap(([path, uri]) => (typeof uri === 'string' && isFileUri(uri) ? [{ path, uri }] : []));
}

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
