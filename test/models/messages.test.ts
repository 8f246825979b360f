import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { checkMessage, RedoxMessage } from '../../src/models/index.js';
import { messageOf } from './arbitraries.js';
import { EVENTS, factsOf, isDateField, isDateTimeField, isUuidField, schemaFor, VALUE_SETS } from './facts.js';
import { changed, deepFreeze, get, type Json, keysOf } from './messages.js';

const RUNS = { numRuns: 60 };

/** The places in a message that a fact speaks of: `Orders[].ID` → `Orders[0].ID`, `Orders[1].ID`. */
function placesOf(path: string, message: Json): string[] {
  const [head = '', ...rest] = path.split('[]');
  if (rest.length === 0) return [head];
  const list = get(message, head);
  const items = Array.isArray(list) ? list.map((_, at) => `${head}[${at}]`) : [];
  return items.flatMap(item => placesOf(item + rest.join('[]'), message));
}

/** Whether what holds a field is there. */
const isHeld = (place: string, message: Json) => {
  const holder = place.replace(/(\.\w+|\[\d+\])$/, '');
  return holder === place || typeof (get(message, holder) ?? undefined) === 'object';
};

const MALFORMED: readonly [applies: (path: string) => boolean, values: readonly string[]][] = [
  [path => Object.hasOwn(VALUE_SETS, path), ['', 'normal', 'constructor', ' Final', 'Numeric ']],
  [path => path === 'Meta.DataModel' || path === 'Meta.EventType', ['', 'Neu', 'toString', '__proto__']],
  [
    isDateTimeField,
    ['', '2026-11-24', 'yesterday', '2026-02-30T08:00:00Z', '2026-11-24T24:00:00Z', '24.11.2026 08:00'],
  ],
  [isDateField, ['', '2026-02-30', '2026-2-3', '2026-11-24T08:00:00Z', '20261124', '2026-00-10']],
  [isUuidField, ['', 'af394f14', 'af394f14-b34a-464f-8d24-895f370af4c9 ', 'g'.repeat(36)]],
];

for (const event of EVENTS)
  describe(`any ${event}`, () => {
    const facts = factsOf(event);
    const schema = schemaFor(event);

    test('that Redox takes is accepted, and survives parse, JSON and parse', () => {
      fc.assert(
        fc.property(messageOf(event), given => {
          const message = deepFreeze(given);
          assert.deepEqual(checkMessage(message), []);
          assert.equal(RedoxMessage.parse(message), message);
          const parsed = schema.parse(message);
          assert.deepEqual(parsed, message);
          assert.deepEqual(schema.parse(JSON.parse(JSON.stringify(parsed))), message);
        }),
        RUNS,
      );
    });

    test('is refused, at that field, when any one of its required fields is gone', () => {
      const required = facts.filter(({ isRequired }) => isRequired).map(({ path }) => path);
      fc.assert(
        fc.property(messageOf(event), message => {
          for (const path of required.map(each => each.replace(/\[\]$/, '')))
            for (const place of placesOf(path, message).filter(each => isHeld(each, message))) {
              const issues = checkMessage(changed(message, place, undefined));
              const issue = issues.find(each => each.path === place);
              assert.equal(issue?.code, 'required', place);
            }
        }),
        RUNS,
      );
    });

    test('is refused, at that field, when any one of its fields has a wrong type', () => {
      const wrong = fc.constantFrom<unknown>(7.5, true, 'text', ['x'], { x: 1 });
      fc.assert(
        fc.property(messageOf(event), fc.constantFrom(...facts), wrong, (message, { path, kind }, value) => {
          if (typeof value === kind && !Array.isArray(value)) return;
          for (const place of placesOf(path, message).filter(each => isHeld(each, message))) {
            const issue = checkMessage(changed(message, place, value)).find(each => each.path === place);
            assert.ok(issue, `${place} took ${JSON.stringify(value)}`);
            assert.match(issue.message, new RegExp(`^${place.replace(/[.[\]]/g, '\\$&')} must be `));
          }
        }),
        { numRuns: 300 },
      );
    });

    test('is refused, at that field, when a value is out of its set or not well-formed', () => {
      fc.assert(
        fc.property(messageOf(event), message => {
          for (const { path } of facts)
            for (const value of MALFORMED.flatMap(([applies, values]) => (applies(path) ? values : [])))
              for (const place of placesOf(path, message).filter(each => isHeld(each, message))) {
                const issue = checkMessage(changed(message, place, value)).find(each => each.path === place);
                assert.match(issue?.code ?? 'accepted', /^(value-set|format)$/, `${place}: ${value}`);
              }
        }),
        { numRuns: 20 },
      );
    });

    test('is refused for that field alone, where nothing depends on it', () => {
      const free = facts.filter(
        ({ path }) => !/^Meta\.(DataModel|EventType)|File|Value|ContentType|Authentic/.test(path),
      );
      fc.assert(
        fc.property(messageOf(event), fc.constantFrom(...free), (message, { path, kind }) => {
          for (const place of placesOf(path, message).filter(
            each => keysOf(each).length > 1 && isHeld(each, message),
          )) {
            const issues = checkMessage(changed(message, place, kind === 'object' ? 'text' : { x: 1 }));
            assert.deepEqual(
              issues.map(each => each.path),
              [place],
            );
          }
        }),
        RUNS,
      );
    });
  });
