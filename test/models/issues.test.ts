import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { checkMessage, RedoxMessage } from '../../src/models/index.js';
import { EVENTS, factsOf, schemaFor } from './facts.js';
import { changed, firstOf, fullMessage, set } from './messages.js';

const only = (message: unknown) => {
  const issues = checkMessage(message);
  assert.equal(issues.length, 1, JSON.stringify(issues));
  return issues[0];
};

describe('the issues of a message', () => {
  test('name the field, a code, and what a developer can do', () => {
    const message = fullMessage('Results.New');
    const result = 'Orders[0].Results[0]';
    assert.deepEqual(only(changed(message, `${result}.Code`, undefined)), {
      path: `${result}.Code`,
      code: 'required',
      message: `${result}.Code is required`,
    });
    assert.deepEqual(only(changed(message, 'Orders[0].Status', '')), {
      path: 'Orders[0].Status',
      code: 'required',
      message: 'Orders[0].Status is required: it may not be empty',
    });
    assert.deepEqual(only(changed(message, 'Orders[0].ID', null)), {
      path: 'Orders[0].ID',
      code: 'required',
      message: 'Orders[0].ID must be of type string, not null',
    });
    assert.deepEqual(only('Notes'), { path: '', code: 'type', message: 'The message must be of type object' });
    assert.deepEqual(only(changed(message, 'Visit', null)), {
      path: 'Visit',
      code: 'type',
      message: 'Visit must be of type object, not null',
    });
    assert.deepEqual(only(changed(message, 'Patient.Demographics.SSN', 101)), {
      path: 'Patient.Demographics.SSN',
      code: 'type',
      message: 'Patient.Demographics.SSN must be of type string',
    });
    assert.deepEqual(only(changed(message, `${result}.ReferenceRange.Low`, '5')), {
      path: `${result}.ReferenceRange.Low`,
      code: 'type',
      message: `${result}.ReferenceRange.Low must be of type number`,
    });
    assert.deepEqual(only(changed(message, 'Meta.Test', 1)), {
      path: 'Meta.Test',
      code: 'type',
      message: 'Meta.Test must be one of true,false',
    });
    assert.deepEqual(only(changed(message, `${result}.Status`, 'final')), {
      path: `${result}.Status`,
      code: 'value-set',
      message: `${result}.Status must be one of "Final","Incomplete","Preliminary","Corrected"`,
    });
    assert.deepEqual(only(changed(message, 'Patient.Demographics.DOB', '2026-02-30')), {
      path: 'Patient.Demographics.DOB',
      code: 'format',
      message: 'Patient.Demographics.DOB must be a date that exists, YYYY-MM-DD',
    });
  });

  test('are those of the event type that the message names, and of no other', () => {
    for (const event of EVENTS) {
      const [DataModel, EventType] = event.split('.');
      const roots = new Set(factsOf(event).map(({ path }) => path.split(/\W/)[0]));
      const issues = checkMessage({ Meta: { DataModel, EventType } });
      const required = factsOf(event).filter(fact => fact.isRequired && /^\w+(\[\])?$/.test(fact.path));
      assert.deepEqual(
        issues.map(issue => issue.path).sort(),
        required.map(({ path }) => path.replace('[]', '')).filter(path => path !== 'Meta'),
      );
      assert.ok(issues.every(issue => roots.has(issue.path)));
    }
  });

  test('are about Meta where it names no event type that carries a file', () => {
    const found = (message: unknown) => checkMessage(message).map(({ path, code }) => `${path} ${code}`);
    assert.deepEqual(found({}), ['Meta required']);
    assert.deepEqual(found({ Meta: {} }), ['Meta.DataModel required', 'Meta.EventType required']);
    assert.deepEqual(found({ Meta: { DataModel: 'Notes' } }), ['Meta.EventType required']);
    assert.deepEqual(found({ Meta: { DataModel: 'Results', EventType: 'Replace' } }), ['Meta.EventType value-set']);
    assert.deepEqual(found({ Meta: { DataModel: 'Notes', EventType: 'Delete' } }), ['Meta.EventType value-set']);
    assert.deepEqual(found({ Meta: { DataModel: 'Order', EventType: 'New' } }), ['Meta.DataModel value-set']);
    assert.deepEqual(found({ Meta: { DataModel: ['Notes'], EventType: ['New'] } }), [
      'Meta.DataModel type',
      'Meta.EventType type',
    ]);
    assert.deepEqual(found({ Meta: null }), ['Meta type']);
    for (const nothing of [null, undefined, 7, 'Notes', true, [], [{}]])
      assert.match(found(nothing).join(), /^ (type|required)$|^Meta required$/);
  });

  test('say which event types there are', () => {
    const { message } = only({ Meta: { DataModel: 'Media', EventType: 'NewUnsolicited' } }) ?? {};
    assert.equal(message, 'Meta.EventType must be one of "New","Replace"');
  });

  test('are the same through the zod schema RedoxMessage', () => {
    for (const event of EVENTS) {
      const message = set(set(fullMessage(event), 'Patient.Identifiers[0].ID', 7), 'Meta.Logs[0]', 'x');
      const { error } = RedoxMessage.safeParse(message);
      const issues = checkMessage(message);
      assert.deepEqual(
        error?.issues.map(issue => issue.message),
        issues.map(issue => issue.message),
      );
      assert.deepEqual(error?.issues[0]?.path, ['Meta', 'Logs', 0]);
      assert.deepEqual(
        error?.issues.map(issue => issue.code === 'custom' && issue.params?.path),
        issues.map(issue => issue.path),
      );
    }
  });

  test('are one a field', () => {
    const empty = changed(fullMessage('Results.New'), 'Orders[0].Results[0]', {});
    const paths = checkMessage(empty).map(issue => issue.path);
    assert.equal(new Set(paths).size, paths.length);
  });

  test('repeat no value of the message', () => {
    fc.assert(
      fc.property(fc.constantFrom(...EVENTS), fc.integer({ min: 1 }), (event, seed) => {
        const { message, marks } = markedMessage(event, seed);
        const { error } = schemaFor(event).safeParse(message);
        const told = JSON.stringify([checkMessage(message, { sending: true }), error?.issues, error?.message]);
        assert.ok(told.length > 1000);
        const repeated = marks.filter(mark => told.includes(mark));
        assert.deepEqual(repeated, []);
      }),
    );
  });
});

/** A message that holds, at about half of its fields, a value that looks like nothing else, of a right or a wrong type. */
function markedMessage(event: string, seed: number) {
  const marks: string[] = [];
  let state = seed;
  const pick = (from: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state >>> 16) % from;
  };
  const mark = () => {
    const next = `7${seed}8${marks.length}9${pick(1e6)}`.slice(0, 15);
    marks.push(next);
    return next;
  };
  const value = [mark, () => Number(mark()), () => [mark()], () => ({ [`x${mark()}`]: mark() })];

  const message = fullMessage(event);
  // From the fields that hold nothing to those that hold them.
  for (const { path } of factsOf(event).toReversed())
    if (pick(2) === 0 && !/^Meta(\.DataModel|\.EventType)?$/.test(path))
      set(message, firstOf(path), value[pick(4)]?.());
  return { message, marks };
}
