import * as z from 'zod/mini';
import { group } from './group.js';
import { explain, issueAt, type MessageIssue } from './issues.js';
import { MediaNew, MediaReplace } from './media.js';
import { NotesNew, NotesReplace } from './notes.js';
import { ResultsNew, ResultsNewUnsolicited } from './results.js';
import { DATA_MODELS, type DataModel, EVENT_TYPES, EVENTS_OF, type EventType } from './value-sets.js';

/** Any message that can carry a file. */
export type RedoxMessage = NotesNew | NotesReplace | ResultsNew | ResultsNewUnsolicited | MediaNew | MediaReplace;

/** The message of one data model and event type. */
export type MessageOf<M extends DataModel, E extends EventType> = Extract<
  RedoxMessage,
  { Meta: { DataModel: M; EventType: E } }
>;

/** Every schema, by `Meta.DataModel` and `Meta.EventType`. */
export const SCHEMAS: Readonly<Record<DataModel, Readonly<Record<string, z.ZodMiniType<RedoxMessage>>>>> = {
  Notes: { New: NotesNew, Replace: NotesReplace },
  Results: { New: ResultsNew, NewUnsolicited: ResultsNewUnsolicited },
  Media: { New: MediaNew, Replace: MediaReplace },
};

/** The data model that a message names, if it is one, and its schema, if the event type has one. */
function named(message: unknown) {
  const { DataModel, EventType } = (message as { Meta?: Record<string, unknown> | null } | null)?.Meta ?? {};
  const model = DATA_MODELS.find(name => name === DataModel);
  const eventType = model && EVENTS_OF[model].find(name => name === EventType);
  return { model, schema: eventType && SCHEMAS[model][eventType] };
}

/** The schema that a message names in its `Meta`; without one, the message has an issue there. */
export const schemaOf = (message: unknown): z.ZodMiniType<RedoxMessage> | undefined => named(message).schema;

function branchOf(message: unknown): z.ZodMiniType {
  const { model, schema } = named(message);
  // Without a schema all that can be told is what is wrong with `Meta`.
  const DataModel = z.literal(DATA_MODELS);
  return schema ?? group({ Meta: group({ DataModel, EventType: z.literal(model ? EVENTS_OF[model] : EVENT_TYPES) }) });
}

/** More than any message of Redox's; beyond it somebody is trying to exhaust a stack or the memory. */
export const DEEPEST = 64;
const MOST_VALUES = 100_000;

function isTooMuch(value: unknown, depth = 0, budget = { left: MOST_VALUES }): boolean {
  if (Object(value) !== value) return false;
  const values: unknown[] = Array.isArray(value) ? value : Object.values(value as object);
  budget.left -= values.length;
  return depth >= DEEPEST || budget.left < 0 || values.some(item => isTooMuch(item, depth + 1, budget));
}

/**
 * The union of all messages. It chooses the schema by `Meta.DataModel` and `Meta.EventType` and reports that schema's
 * issues alone, where zod's own union would report every branch's. Each issue has a text for developers as its `message`
 * and the code of a `MessageIssue` in its `params`. What is accepted is returned as it is.
 */
export const RedoxMessage = z.unknown().check(({ value, issues }) => {
  if (isTooMuch(value)) {
    const limits = `${DEEPEST} levels or ${MOST_VALUES} values`;
    issues.push(issueAt([], { path: '', code: 'depth' }, `The message has more than ${limits}`));
  } else explain(branchOf(value).safeParse(value).error?.issues ?? [], value, issues);
}) as unknown as z.ZodMiniType<RedoxMessage>;

export interface CheckOptions {
  /** The message is about to be sent to Redox, which needs a destination; `false` by default. */
  sending?: boolean;
}

/**
 * Everything that keeps Redox or the chart behind it from taking a message; empty when nothing does.
 * Fields that are absent have the code `required`, so a caller who knows that somebody else will fill them can tell.
 */
export function checkMessage(message: unknown, { sending = false }: CheckOptions = {}): MessageIssue[] {
  const issues = (RedoxMessage.safeParse(message).error?.issues ?? []).map(
    issue => ({ ...(issue as z.core.$ZodIssueCustom).params, message: issue.message }) as MessageIssue,
  );
  // What is no list has its issue already.
  const { Destinations = [] } = (message as Partial<RedoxMessage> | null)?.Meta ?? {};
  if (sending && Array.isArray(Destinations) && !Destinations.some(destination => destination?.ID)) {
    const path = 'Meta.Destinations';
    issues.push({ path, code: 'required', message: `${path} is required: at least one with an ID` });
  }
  return issues;
}
