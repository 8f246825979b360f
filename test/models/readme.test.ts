import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { messageTable, withTable } from '../tools/message-table.js';
import { EVENTS, factsOf } from './facts.js';

const readme = readFileSync('README.md', 'utf8');
const rows = messageTable().trim().split('\n').slice(2);

describe('the table of messages', () => {
  test('in the README is the one that the schemas make', () => {
    assert.equal(readme, withTable(readme), 'npx tsx test/tools/message-table.ts writes it anew');
  });

  test('has a row for each event type, with every field that Redox requires, once', () => {
    assert.deepEqual(
      rows.map(row => row.split(' | ', 2).join('.').slice(2)),
      EVENTS,
    );
    for (const [at, event] of EVENTS.entries()) {
      const required = factsOf(event).filter(({ kind, isRequired }) => isRequired && kind !== 'object');
      for (const { path } of required) assert.equal(rows[at]?.split(`\`${path}\``).length, 2, `${event}: ${path}`);
    }
  });

  test('says that a message needs a destination', () => {
    assert.ok(rows.every(row => row.split('|')[3]?.includes('`Meta.Destinations[].ID`')));
  });
});
