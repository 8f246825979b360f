import { fileTypeOf } from './file-type.js';
import type { HostMessage } from './host-message.js';
import { type Fields, isFields, merge } from './merge.js';
import { type MessageOf, SCHEMAS } from './message.js';
import { inSchemaOrder } from './order.js';
import type { DataModel, EventType, EventTypeOf } from './value-sets.js';

/** A file that is to be put in a message. */
export interface FileFacts {
  name: string;
  /** Media type (RFC 6838), as it was detected. */
  type: string;
  /** In bytes. */
  size: number;
}

/** What stands in the message for the file: the file itself, or Redox's reference to it; never both. */
export type Content = { base64: string; uri?: undefined } | { uri: string; base64?: undefined };

export interface ComposeInput<M extends DataModel = DataModel, E extends EventType = EventType> {
  /** The data model. */
  model: M;
  /** The event type within the data model. */
  eventType: E;
  file: FileFacts;
  content: Content;
  /**
   * Identifier of the document, unique at the source (a UUID); the same through every retry. Notes and Media carry it as
   * `DocumentID`. Results have no such field: there it is the key of the send alone.
   */
  documentId: string;
  /** Kind of document, chosen for this file; it wins over the host's. Results have none. */
  documentType?: string | undefined;
  /** What the host knows. */
  message?: HostMessage | undefined;
  /** When the event took place, ISO 8601; now, by default. */
  eventDateTime?: string | undefined;
}

/**
 * Builds the message that carries one file. Defaults are overridden by the host's values, and these by the file's own.
 * The result is what the parties know, in the field order of Redox's published schemas and without `undefined`; whether
 * it is enough, `checkMessage` tells. Nothing that is given is changed.
 * @throws TypeError when the contents are both the file and a reference
 */
export function compose<M extends DataModel, E extends EventTypeOf<M>>(input: ComposeInput<M, E>): MessageOf<M, E> {
  const { model, eventType, message, eventDateTime = new Date().toISOString() } = input;
  const host: Fields = isFields(message) ? message : {};
  const composed = {
    ...host,
    ...documentPart(input, host),
    Meta: merge({ EventDateTime: eventDateTime }, host.Meta, { DataModel: model, EventType: eventType }),
  };
  return inSchemaOrder(SCHEMAS[model]?.[eventType], composed) as MessageOf<M, E>;
}

function documentPart({ model, file, content, documentId, documentType }: ComposeInput, host: Fields): Fields {
  const { base64, uri } = content;
  if (base64 !== undefined && uri !== undefined) throw new TypeError('Contents are either base64 or uri');
  const contents = base64 ?? uri;
  const FileType = fileTypeOf(file);
  if (model === 'Results')
    return { Orders: ordersWith({ Value: contents, ValueType: 'Encapsulated Data', FileType }, host.Orders) };
  const document = {
    FileContents: contents,
    // A file without a name leaves the host's.
    FileName: file.name || undefined,
    FileType,
    DocumentID: documentId,
    DocumentType: documentType,
  };
  return model === 'Notes'
    ? { Note: merge(host.Note, document, { ContentType: 'Base64 Encoded' }) }
    : { Media: merge({ Availability: 'Available' }, host.Media, document) };
}

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const resultsOf = (order: unknown): unknown[] => listOf(isFields(order) ? order.Results : undefined);

/** Whether a result waits for its value. */
const isOpen = (result: unknown): boolean => !isFields(result) || (result.Value ?? '') === '';

/**
 * Completes the first result that has no value yet, in the first order with such a result or none at all. Where all have
 * theirs, it adds a result to the first order, and where there is no order, an order.
 */
function ordersWith(file: Fields, given: unknown): unknown[] {
  const orders = [...listOf(given)];
  const first = orders.findIndex(order => !resultsOf(order).length || resultsOf(order).some(isOpen));
  const at = Math.max(first, 0);
  const order = merge({ Status: 'Resulted' }, orders[at]);
  const results = [...resultsOf(order)];
  const open = results.findIndex(isOpen);
  results[open < 0 ? results.length : open] = merge(results[open], file);
  orders[at] = { ...order, Results: results };
  return orders;
}
