import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { checkMessage } from '../../src/models/index.js';
import { schemaFields } from '../tools/schema-fields.js';
import { EVENTS, type Fact, factsOf, schemaFor } from './facts.js';
import { changed, firstOf, fullMessage, type Json } from './messages.js';

const issuePaths = (message: unknown) => checkMessage(message).map(issue => issue.path);

const WRONG: Readonly<Record<Fact['kind'], readonly unknown[]>> = {
  string: [7, true, {}, []],
  number: ['7', true, {}, [], Number.NaN, Number.POSITIVE_INFINITY],
  boolean: ['true', 1, {}, []],
  object: ['text', 7, true, []],
};

/** A field of a list is the list itself: `Orders[]` → `Orders`. */
const fieldOf = ({ path }: Fact) => firstOf(path.replace(/\[\]$/, ''));

for (const event of EVENTS)
  describe(`${event}, field by field of Redox's published schema`, () => {
    const facts = factsOf(event);
    // The file's own fields depend on each other, so what a field takes is asked of a file and of a text.
    const bases = [fullMessage(event), fullMessage(event, 'text')];

    const isTaken = (path: string, value: unknown) =>
      bases.some(base => checkMessage(changed(base, path, value)).length === 0);
    const issues = (path: string, value: unknown) => bases.map(base => issuePaths(changed(base, path, value)));

    function assertRefused(path: string, value: unknown, at: string) {
      for (const paths of issues(path, value))
        assert.ok(paths.includes(at), `${at} was not refused for ${JSON.stringify(value)}, but ${paths.join()}`);
    }

    test('a message with every field is accepted, of a file and of a text', () => {
      for (const base of bases) assert.deepEqual(checkMessage(base, { sending: true }), []);
      assert.ok(facts.length > 150);
    });

    test('each field has its type', () => {
      for (const fact of facts) {
        const { path, kind } = fact;
        for (const wrong of WRONG[kind]) assertRefused(path, wrong, firstOf(path));
        if (fact.isList) for (const wrong of ['text', 7, {}]) assertRefused(fieldOf(fact), wrong, fieldOf(fact));
      }
    });

    test('each field is required where it is marked, and no other is', () => {
      for (const fact of facts) {
        const at = fieldOf(fact);
        if (!fact.isRequired) assert.ok(isTaken(at, undefined), `${at} was required`);
        else
          for (const base of bases) {
            const issue = checkMessage(changed(base, at, undefined)).find(({ path }) => path === at);
            assert.equal(issue?.code, 'required', at);
            assert.equal(issue?.message, `${at} is required`);
          }
      }
    });

    test('each field may be null where it is marked, and no other may', () => {
      for (const fact of facts) {
        const at = firstOf(fact.path);
        if (fact.isNullable) assert.ok(isTaken(at, null), `${at} was refused for being null`);
        else assertRefused(at, null, at);
        if (fact.isList) assertRefused(fieldOf(fact), null, fieldOf(fact));
      }
    });

    test('a required text or list may not be empty, other lists may', () => {
      for (const fact of facts) {
        const at = fieldOf(fact);
        const empty = fact.isList ? [] : fact.kind === 'string' ? '' : undefined;
        if (empty === undefined) continue;
        if (fact.isRequired) assertRefused(at, empty, at);
        else if (fact.isList) assert.ok(isTaken(at, empty), `${at} was refused for being empty`);
      }
    });

    test('an object takes fields that Redox has not published, and keeps them', () => {
      for (const { path, kind } of facts)
        if (kind === 'object') {
          const message = changed(bases[0] as Json, `${path}.Unheard`, { of: ['yet', null] });
          assert.deepEqual(checkMessage(message), [], path);
          assert.deepEqual(schemaFor(event).parse(message), message);
        }
    });

    test('the schema has these fields and no others', () => {
      const fields = schemaFields(schemaFor(event)).map(({ path }) => path);
      assert.deepEqual(fields.sort(), facts.map(({ path }) => path).sort());
    });
  });
