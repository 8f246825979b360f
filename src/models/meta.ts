import * as z from 'zod/mini';
import { count, dateTime, flag, text, uuid } from './fields.js';
import { type Group, group, groups, optionalGroup } from './group.js';
import type { DataModel, EventType } from './value-sets.js';

const metaShape = <const M extends DataModel, const E extends EventType>(model: M, eventType: E) => ({
  /** The data model. */
  DataModel: z.literal(model),
  /** What happened: the event type within the data model. */
  EventType: z.literal(eventType),
  /** When it happened, ISO 8601; not when the message was built, where the two differ. */
  EventDateTime: dateTime,
  /** Marks a message that is no real patient's. */
  Test: flag,
  /** Who sends; needed when an organisation has several OAuth keys in one environment. */
  Source: optionalGroup({
    /** Redox's identifier of the source. */
    ID: text,
    /** Readable name of the source. */
    Name: text,
  }),
  /** Who receives; at least one with an `ID` when the message is sent. */
  Destinations: groups({
    /** Redox's identifier of the destination, a UUID. */
    ID: uuid,
    /** Readable name of the destination. */
    Name: text,
  }),
  /** Redox's own log entries; Redox fills them in. */
  Logs: groups({
    /** Redox's identifier of the log entry. */
    ID: text,
    /** Redox's identifier of the attempt. */
    AttemptID: text,
  }),
  /** Redox's record of the message; Redox fills it in. */
  Message: optionalGroup({
    /** Redox's identifier of the message. */
    ID: count,
  }),
  /** Redox's record of the transmission; Redox fills it in. */
  Transmission: optionalGroup({
    /** Redox's identifier of the transmission. */
    ID: count,
  }),
  /** Code of the facility, where the destination asks for it. */
  FacilityCode: text,
});

/** `Meta`: what the message is, and where it goes. The same in every data model but for its two literals. */
export interface Meta<M extends DataModel, E extends EventType> extends Group<ReturnType<typeof metaShape<M, E>>> {}
export const meta = <const M extends DataModel, const E extends EventType>(model: M, eventType: E): Meta<M, E> =>
  group(metaShape(model, eventType));
