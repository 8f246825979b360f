import { fileTypeOf } from './file-type.js';
import { type Fields, isFields, merge } from './merge.js';
import { type RedoxMessage, SCHEMAS } from './message.js';
import { inSchemaOrder } from './order.js';
import type { DataModel, EventType } from './value-sets.js';

/** A file that is to be put in a message. */
export interface FileFacts {
  name: string;
  /** Media type (RFC 6838), as it was detected. */
  type: string;
  /** In bytes. */
  size: number;
}

/** What stands in the message for the file: the file itself, or Redox's reference to it. */
export type Content = { base64: string } | { uri: string };

/**
 * What the host knows: any part of a message. Every field may be missing, because others (defaults, the file, a grant)
 * fill it.
 */
export type HostMessage = Partial<Record<'Meta' | 'Patient' | 'Visit' | 'Note' | 'Media', object>> & {
  Orders?: object[];
};

export interface ComposeInput {
  model: DataModel;
  eventType: EventType;
  file: FileFacts;
  content: Content;
  /** Identifier of the document, unique at the source (a UUID); the same through every retry. */
  documentId: string;
  /** Kind of document, chosen for this file; it wins over the host's. */
  documentType?: string | undefined;
  message?: HostMessage | undefined;
  /** When the event took place; now, by default. */
  eventDateTime?: string | undefined;
}

/**
 * Builds the message that carries one file. Defaults are overridden by the host's values, and these by the file's own.
 * The result is what the parties know, in Redox's field order and without `undefined`; whether it is enough,
 * `checkMessage` tells.
 */
export function compose(input: ComposeInput): RedoxMessage {
  const host: Fields = isFields(input.message) ? input.message : {};
  const meta = merge({ EventDateTime: input.eventDateTime ?? new Date().toISOString() }, host.Meta, {
    DataModel: input.model,
    EventType: input.eventType,
  });
  const message = { ...merge(host), Meta: meta, ...documentPart(input, host) };
  return inSchemaOrder(SCHEMAS[input.model]?.[input.eventType], message) as RedoxMessage;
}

function documentPart(input: ComposeInput, host: Fields): Fields {
  const contents = 'uri' in input.content ? input.content.uri : input.content.base64;
  const fileType = fileTypeOf(input.file);
  const document = {
    FileContents: contents,
    FileName: input.file.name,
    FileType: fileType,
    DocumentID: input.documentId,
    DocumentType: input.documentType,
  };
  switch (input.model) {
    case 'Notes':
      return { Note: merge(host.Note, { ...document, ContentType: 'Base64 Encoded' }) };
    case 'Media':
      return { Media: merge({ Availability: 'Available' }, host.Media, document) };
    case 'Results':
      return {
        Orders: ordersWith({ Value: contents, ValueType: 'Encapsulated Data', FileType: fileType }, host.Orders),
      };
  }
}

const hasValue = (result: unknown): boolean =>
  isFields(result) && result.Value !== undefined && result.Value !== null && result.Value !== '';

/** Completes the first order's first result that has no value yet, or adds a result to that order. */
function ordersWith(file: Fields, orders: unknown): Fields[] {
  const [first, ...others] = Array.isArray(orders) ? orders : [];
  const order = merge({ Status: 'Resulted' }, first);
  const results: unknown[] = Array.isArray(order.Results) ? order.Results : [];
  const open = results.findIndex(result => !hasValue(result));
  const at = open < 0 ? results.length : open;
  order.Results = [...results.slice(0, at), merge(results[at], file), ...results.slice(at + 1)];
  return [order, ...others];
}
