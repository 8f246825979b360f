import { asRecord, isRecord } from '../records.js';

/** A message from the source that the options name, whatever it says of its source itself. */
export function withSource<Message extends object>(message: Message, sourceId: string | undefined): Message {
  const { Meta } = asRecord(message);
  if (sourceId === undefined || !isRecord(Meta)) return message;
  return { ...message, Meta: { ...Meta, Source: { ...asRecord(Meta.Source), ID: sourceId } } };
}
