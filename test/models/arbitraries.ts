import fc from 'fast-check';
import { type Fact, factsOf, isDateField, isDateTimeField, isUuidField, VALUE_SETS } from './facts.js';
import type { Json } from './messages.js';

/** Arbitrary messages after Redox's published schemas. */

/** Any text there is: lone surrogates, NUL, markup. */
const anyText = fc.string({ unit: 'binary', maxLength: 20 });
const filledText = fc.string({ unit: 'binary', minLength: 1, maxLength: 20 });

const base64 = fc.uint8Array({ minLength: 1, maxLength: 40 }).map(bytes => Buffer.from(bytes).toString('base64'));
const fileUri = fc.uuid().map(id => `https://blob.redoxengine.com/upload/${id}`);
export const contents = fc.oneof(base64, fileUri);

const years = { min: new Date('1890-01-01'), max: new Date('2100-01-01'), noInvalidDate: true };
const dateTime = fc.date(years).map(date => date.toISOString());

/** Numbers as JSON has them: it knows no negative zero. */
const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map(value => value + 0 || 0);

function value({ path, kind, isRequired }: Fact, event: string): fc.Arbitrary<unknown> {
  const [DataModel, EventType] = event.split('.');
  if (path === 'Meta.DataModel') return fc.constant(DataModel);
  if (path === 'Meta.EventType') return fc.constant(EventType);
  if (kind === 'number') return number;
  if (kind === 'boolean') return fc.boolean();
  if (path === 'Media.FileContents') return contents;
  if (isUuidField(path)) return fc.uuid();
  if (isDateTimeField(path)) return dateTime;
  if (isDateField(path)) return dateTime.map(text => text.slice(0, 10));
  const set = VALUE_SETS[path];
  if (set) return fc.constantFrom(...set);
  return isRequired ? filledText : anyText;
}

/** The facts as a tree: what holds what. */
function arbitraryAt(path: string, facts: readonly Fact[], event: string): fc.Arbitrary<Json> {
  const isChild = (fact: Fact) => /^[^.]+$/.test(fact.path.slice(path.length)) && fact.path.startsWith(path);
  const shape: Record<string, fc.Arbitrary<unknown>> = {};
  const requiredKeys: string[] = [];
  for (const fact of facts.filter(isChild)) {
    const name = fact.path.slice(path.length).replace('[]', '');
    const one = fact.kind === 'object' ? arbitraryAt(`${fact.path}.`, facts, event) : value(fact, event);
    const all = fact.isList ? fc.array(one, { minLength: fact.isRequired ? 1 : 0, maxLength: 2 }) : one;
    shape[name] = fact.isNullable ? fc.option(all) : all;
    if (fact.isRequired) requiredKeys.push(name);
  }
  return fc.record(shape, { requiredKeys, noNullPrototype: true }) as fc.Arbitrary<Json>;
}

/** A file has its mark and contents, and what has no mark has neither a file's name nor its type. */
function withFile(fields: Json, field: string, marker: string, mark: string, file: string): Json {
  if (fields[marker] === mark) return { ...fields, [field]: file };
  const { FileName, FileType, ...rest } = fields;
  return { ...rest, [field]: `text ${fields[field]}` };
}

function asRulesDemand(message: Json, file: string): Json {
  const { Note, Media, Orders, Meta } = message as Record<string, Json>;
  if (Note) return { ...message, Note: withFile(Note, 'FileContents', 'ContentType', 'Base64 Encoded', file) };
  if (Media?.Authenticated === 'True') {
    const Authenticator = { ...(Media.Authenticator as Json), ID: '4356789876' };
    return { ...message, Media: { ...Media, Authenticator } };
  }
  if (Meta?.DataModel !== 'Results') return message;
  const completed = (Orders as unknown as { Results: Json[] }[]).map(order => ({
    ...order,
    Results: order.Results.map(result => withFile(result, 'Value', 'ValueType', 'Encapsulated Data', file)),
  }));
  return { ...message, Orders: completed };
}

/** Any message of an event type that Redox takes. */
export const messageOf = (event: string): fc.Arbitrary<Json> =>
  fc.tuple(arbitraryAt('', factsOf(event), event), contents).map(([message, file]) => asRulesDemand(message, file));
