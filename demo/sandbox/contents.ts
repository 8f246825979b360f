import type { RedoxMessage } from '../../src/models/index.js';

/** A field of a message that holds a file. */
export interface Slot {
  /** In Redox's notation: `Orders[0].Results[0].Value`. */
  path: string;
  /** Standard base64, or the URI of an upload. */
  value: string;
  /** Puts something else in its place. */
  replace(by: object): void;
}

/** The fields of a valid message that hold files, in the order in which they stand there. */
export function fileSlots(message: RedoxMessage): Slot[] {
  if ('Media' in message) return [slot(message.Media, 'FileContents', 'Media')];
  if ('Note' in message) {
    return message.Note.ContentType === 'Base64 Encoded' ? [slot(message.Note, 'FileContents', 'Note')] : [];
  }
  return (message as ResultsMessage).Orders.flatMap((order, at) =>
    order.Results.flatMap((result, index) =>
      result.ValueType === 'Encapsulated Data' ? [slot(result, 'Value', `Orders[${at}].Results[${index}]`)] : [],
    ),
  );
}

type ResultsMessage = Exclude<RedoxMessage, { Media: unknown } | { Note: unknown }>;

function slot<Field extends string>(holder: { [key in Field]?: unknown }, field: Field, parent: string): Slot {
  return {
    path: `${parent}.${field}`,
    value: String(holder[field]),
    replace(by) {
      holder[field] = by;
    },
  };
}
