import * as z from 'zod/mini';
import type { DataModel, HostMessage } from '../models/index.js';
import { type Grant, Limits } from '../protocol/index.js';
import { ProblemError } from './problem-error.js';
import { isRecord } from './records.js';

/** Strict, because a misspelt field of a grant would be a limit that is not enforced. */
const GrantShape = z.strictObject({
  subject: z.string().check(z.minLength(1)),
  message: z.optional(z.custom<HostMessage>(isRecord)),
  limits: z.optional(Limits),
});

/**
 * What a host's `authorize` gave, if it is a grant.
 * @throws {ProblemError} 500, naming the fields that are wrong, without their values
 */
export function readGrant(value: unknown): Grant {
  const grant = GrantShape.safeParse(value);
  if (grant.success) return grant.data;
  throw new ProblemError(500, 'internal-server-error', {
    detail: `authorize() gave something that is no grant: wrong is ${wrongFields(grant.error)}`,
  });
}

/** The fields that a schema does not take, without their values. */
export const wrongFields = ({ issues }: z.core.$ZodError): string =>
  issues
    .flatMap(({ path, ...issue }) =>
      issue.code === 'unrecognized_keys' ? issue.keys.map(key => [...path, key]) : [path],
    )
    .map(path => path.join('.') || 'all of it')
    .join(', ');

/** Limits that are always known, in bytes, beside those that may be open. */
export interface EffectiveLimits extends Limits {
  maxSize: number;
  requestLimit: number;
}

/** The stricter of two in every respect. No file may be larger than what an hour allows. */
export function stricter(ours: EffectiveLimits, theirs: Limits = {}): EffectiveLimits {
  const bytesPerHour = least(ours.bytesPerHour, theirs.bytesPerHour);
  return {
    maxSize: Math.min(ours.maxSize, theirs.maxSize ?? ours.maxSize, bytesPerHour ?? ours.maxSize),
    requestLimit: Math.min(ours.requestLimit, theirs.requestLimit ?? ours.requestLimit),
    ...optional('types', common(ours.types, theirs.types, covers)),
    ...optional('models', common<DataModel>(ours.models, theirs.models, same)),
    ...optional('destinations', common(ours.destinations, theirs.destinations, isSameId)),
    ...optional('filesPerHour', least(ours.filesPerHour, theirs.filesPerHour)),
    ...optional('bytesPerHour', bytesPerHour),
  };
}

const least = (one: number | undefined, other: number | undefined): number | undefined =>
  one === undefined || other === undefined ? (one ?? other) : Math.min(one, other);

const same = <T>(one: T, other: T): boolean => one === other;

/** UUIDs are the same in upper and lower case (RFC 9562 section 4). */
export const isSameId = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

const optional = <Key extends string, Value>(key: Key, value: Value | undefined) =>
  (value === undefined ? {} : { [key]: value }) as { [K in Key]?: Value };

/** What both lists allow; an absent list allows everything. */
function common<T>(ours: T[] | undefined, theirs: T[] | undefined, includes: (one: T, other: T) => boolean) {
  if (!ours || !theirs) return ours ?? theirs;
  const within = (list: T[], other: T[]) => list.filter(item => other.some(one => includes(one, item)));
  return [...new Set([...within(ours, theirs), ...within(theirs, ours)])];
}

/** Whether a pattern of media types (`image/*`, `application/pdf`) includes another pattern or a media type. */
export function covers(pattern: string, type: string): boolean {
  const [one, other] = [pattern.toLowerCase(), type.toLowerCase()];
  return one === '*/*' || one === other || (one.endsWith('/*') && other.startsWith(one.slice(0, -1)));
}
