import * as z from 'zod/mini';
import { type MessageIssue, toMessageIssues } from './issues.js';
import { MediaNew, MediaReplace } from './media.js';
import { NotesNew, NotesReplace } from './notes.js';
import { ResultsNew, ResultsNewUnsolicited } from './results.js';
import { DATA_MODELS, type DataModel, EVENTS_OF } from './value-sets.js';

export type RedoxMessage = NotesNew | NotesReplace | ResultsNew | ResultsNewUnsolicited | MediaNew | MediaReplace;

/** Every schema, by `Meta.DataModel` and `Meta.EventType`. */
export const SCHEMAS: Readonly<Record<DataModel, Readonly<Record<string, z.ZodMiniType<RedoxMessage>>>>> = {
  Notes: { New: NotesNew, Replace: NotesReplace },
  Results: { New: ResultsNew, NewUnsolicited: ResultsNewUnsolicited },
  Media: { New: MediaNew, Replace: MediaReplace },
};

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** The schema that a message names in its `Meta`; without one, the message has an issue there. */
export function schemaOf(message: unknown): z.ZodMiniType<RedoxMessage> | undefined {
  const meta = isObject(message) && isObject(message.Meta) ? message.Meta : {};
  const model = DATA_MODELS.find(name => name === meta.DataModel);
  return model && typeof meta.EventType === 'string' && Object.hasOwn(SCHEMAS[model], meta.EventType)
    ? SCHEMAS[model][meta.EventType]
    : undefined;
}

/** What is wrong with a `Meta` that names no schema. */
const meta = z.looseObject({ Meta: z.looseObject({ DataModel: z.enum(DATA_MODELS), EventType: z.string() }) });
const metaOf = (model: DataModel) => z.looseObject({ Meta: z.looseObject({ EventType: z.enum(EVENTS_OF[model]) }) });

function branchOf(message: unknown): z.ZodMiniType {
  const schema = schemaOf(message);
  if (schema) return schema;
  const parsed = meta.safeParse(message);
  return parsed.success ? metaOf(parsed.data.Meta.DataModel) : meta;
}

/**
 * The union of all messages. It chooses the schema by `Meta.DataModel` and `Meta.EventType` and reports that schema's
 * issues alone, where zod's own union would report every branch's.
 */
export const RedoxMessage: z.ZodMiniType<RedoxMessage> = z.custom<RedoxMessage>().check(
  z.superRefine<unknown>((message, context) => {
    const result = branchOf(message).safeParse(message);
    if (!result.success)
      for (const issue of result.error.issues) context.issues.push({ ...issue, input: undefined } as never);
  }),
);

/** Deeper than any message of Redox's; below it somebody is trying to exhaust a stack. */
const DEEPEST = 64;

function isTooDeep(message: unknown): boolean {
  let level: unknown[] = [message];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > DEEPEST) return true;
    level = level.flatMap(value => (isObject(value) ? Object.values(value).filter(isObject) : []));
  }
  return false;
}

export interface CheckOptions {
  /** The message is about to be sent to Redox, which needs a destination; `false` by default. */
  sending?: boolean;
}

/**
 * Everything that keeps Redox or the chart behind it from taking a message; empty when nothing does.
 * Fields that are absent have the code `required`, so a caller who knows that somebody else will fill them can tell.
 */
export function checkMessage(message: unknown, { sending = false }: CheckOptions = {}): MessageIssue[] {
  if (isTooDeep(message))
    return [{ path: '', code: 'depth', message: `The message is nested deeper than ${DEEPEST} levels` }];
  const result = branchOf(message).safeParse(message);
  const issues = result.success ? [] : toMessageIssues(result.error.issues, message);
  if (sending && !hasDestination(message))
    issues.push({
      path: 'Meta.Destinations',
      code: 'required',
      message: 'Meta.Destinations is required: at least one with an ID',
    });
  return issues;
}

function hasDestination(message: unknown): boolean {
  const destinations = (message as Partial<RedoxMessage> | null)?.Meta?.Destinations;
  return Array.isArray(destinations) && destinations.some(destination => Boolean(destination?.ID));
}
