/**
 * What the models use of zod/mini, for the CDN file alone: there it takes zod's place, which made the file 4.5 kB
 * (brotli) larger. The models' tests hold the two side by side. Types are zod's own; only what runs is here.
 */

interface Issue {
  code: string;
  path?: PropertyKey[];
}
interface Payload {
  value: unknown;
  issues: Issue[];
}
interface Check {
  (payload: Payload): void;
  when?: (payload: Payload) => boolean;
}
interface Schema {
  /** Where zod keeps it: `inSchemaOrder` reads it. */
  _zod: { def: { shape?: Record<string, Schema>; element?: Schema; innerType?: Schema } };
  run(value: unknown): Issue[];
  check(...checks: Check[]): Schema;
  safeParse(value: unknown): { success: boolean; data: unknown; error?: { issues: Issue[] } };
}

function schema(def: Schema['_zod']['def'], parse: Check, checks: readonly Check[] = []): Schema {
  const run = (value: unknown): Issue[] => {
    const payload: Payload = { value, issues: [] };
    parse(payload);
    // As in zod, a check sees only what has been right so far, unless it says when it runs.
    for (const check of checks) if (check.when?.(payload) ?? payload.issues.length === 0) check(payload);
    return payload.issues;
  };
  return {
    _zod: { def },
    run,
    check: (...more) => schema(def, parse, [...checks, ...more]),
    safeParse(data) {
      const issues = run(data).map(issue => ({ path: [], ...issue }));
      return issues.length > 0 ? { success: false, data, error: { issues } } : { success: true, data };
    },
  };
}

/** The issues of a part, as issues of the whole. */
const within = (key: PropertyKey, part: Schema, value: unknown): Issue[] =>
  part.run(value).map(issue => ({ ...issue, path: [key, ...(issue.path ?? [])] }));

const typed = (
  expected: string,
  holds: (value: unknown) => boolean,
  def: Schema['_zod']['def'] = {},
  parts: (value: never) => Issue[] = () => [],
): Schema =>
  schema(def, ({ value, issues }) => {
    if (holds(value)) issues.push(...parts(value as never));
    else issues.push({ code: 'invalid_type', expected } as Issue);
  });

const unless = (absent: undefined | null, innerType: Schema): Schema =>
  schema({ innerType }, ({ value, issues }) => {
    if (value !== absent) issues.push(...innerType.run(value));
  });

export const unknown = (): Schema => schema({}, () => undefined);
export const string = (): Schema => typed('string', value => typeof value === 'string');

export const literal = (given: unknown): Schema => {
  const values = Array.isArray(given) ? given : [given];
  return schema({}, ({ value, issues }) => {
    if (!values.includes(value)) issues.push({ code: 'invalid_value', values } as Issue);
  });
};

export const optional = (inner: Schema): Schema => unless(undefined, inner);
export const nullable = (inner: Schema): Schema => unless(null, inner);

export const array = (element: Schema): Schema =>
  typed('array', Array.isArray, { element }, (items: unknown[]) =>
    // A hole is an item too.
    [...items].flatMap((item, index) => within(index, element, item)),
  );

export const looseObject = (shape: Record<string, Schema>): Schema =>
  typed(
    'object',
    value => typeof value === 'object' && value !== null && !Array.isArray(value),
    { shape },
    (fields: Record<string, unknown>) =>
      Object.entries(shape).flatMap(([key, field]) => within(key, field, fields[key])),
  );

export const check = (run: Check, params?: Pick<Check, 'when'>): Check => Object.assign(run, params);
