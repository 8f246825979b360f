import type { MediaNew, NotesNew, RedoxMessage, ResultsNew } from '../../src/models/index.js';

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
  switch (message.Meta.DataModel) {
    case 'Media':
      return [slot((message as MediaNew).Media, 'FileContents', 'Media')];
    case 'Notes': {
      const { Note } = message as NotesNew;
      return Note.ContentType === 'Base64 Encoded' ? [slot(Note, 'FileContents', 'Note')] : [];
    }
    case 'Results':
      return (message as ResultsNew).Orders.flatMap((order, at) =>
        order.Results.flatMap((result, index) =>
          result.ValueType === 'Encapsulated Data' ? [slot(result, 'Value', `Orders[${at}].Results[${index}]`)] : [],
        ),
      );
  }
}

function slot<Field extends string>(holder: { [key in Field]?: unknown }, field: Field, parent: string): Slot {
  return {
    path: `${parent}.${field}`,
    value: String(holder[field]),
    replace(by) {
      holder[field] = by;
    },
  };
}
