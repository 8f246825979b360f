import assert from 'node:assert/strict';
import { afterEach, describe, test } from 'node:test';
import fc from 'fast-check';
import { checkMessage, compose, type HostMessage, RedoxMessage, toBlob } from '../../src/models/index.js';
import { EVENTS, schemaFor } from './facts.js';
import { changed, deepFreeze, fullMessage, get, type Json } from './messages.js';

const composed = (event: string, message: unknown) => {
  const [model, eventType] = event.split('.') as ['Notes', 'New'];
  const file = { name: '\u0000\uD800".pdf', type: 'application/pdf', size: 8 };
  return compose({
    model,
    eventType,
    file,
    content: { base64: 'AAAA' },
    documentId: 'id',
    message: message as HostMessage,
  });
};

/** An object or a list that holds itself, so to speak, that many times. */
function nested(depth: number, wrap: (inner: unknown) => unknown): unknown {
  let value: unknown = 'innermost';
  for (let level = 0; level < depth; level++) value = wrap(value);
  return value;
}

const codes = (message: unknown) => checkMessage(message).map(issue => issue.code);

/** Every way a message goes. */
function takenThrough(event: string, message: unknown): void {
  for (const value of [message, composed(event, message), { ...fullMessage(event), ...(message as object) }]) {
    checkMessage(value, { sending: true });
    RedoxMessage.safeParse(value);
    schemaFor(event).safeParse(value);
  }
}

describe('hostile input', () => {
  const inherited = Object.getOwnPropertyNames(Object.prototype).length;

  afterEach(() => {
    assert.equal(({} as Json).polluted, undefined);
    assert.equal(([] as unknown as Json).polluted, undefined);
    assert.equal(Object.getOwnPropertyNames(Object.prototype).length, inherited);
  });

  test('of any kind neither crashes nor pollutes', () => {
    const anything = fc.anything({
      key: fc.oneof(
        fc.string(),
        fc.constantFrom('__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', '_zod', 'length'),
        fc.constantFrom('Meta', 'Patient', 'Identifiers', 'Orders', 'Results', 'Note', 'Media', 'ID', 'Value'),
      ),
      withBigInt: true,
      withDate: true,
      withMap: true,
      withNullPrototype: true,
      withSet: true,
      withSparseArray: true,
      withTypedArray: true,
      maxDepth: 6,
    });
    const event = fc.constantFrom(...EVENTS);
    fc.assert(
      fc.property(event, anything, (name, message) => takenThrough(name, message)),
      { numRuns: 500 },
    );
  });

  test('that names a prototype sets none and is not passed on', () => {
    const polluting = '{"polluted": true, "__proto__": {"polluted": true}}';
    for (const event of EVENTS) {
      const [part] = Object.keys(fullMessage(event)).filter(name => /Note|Media|Orders/.test(name));
      const text = `{"__proto__": {"polluted": true}, "constructor": {"prototype": ${polluting}},
        "Meta": ${polluting}, "Patient": ${polluting}, "Orders": [${polluting}, {"Results": [${polluting}]}],
        "Note": ${polluting}, "Media": ${polluting}, "Deep": [{"__proto__": {"polluted": true}}]}`;
      const message = composed(event, JSON.parse(text)) as unknown as Json;
      takenThrough(event, JSON.parse(text));
      assert.ok(part && Object.hasOwn(message, part));
      assert.ok(Object.hasOwn(message, 'constructor'));
      assert.ok(!JSON.stringify(message).includes('__proto__'));
      assert.equal(Object.getPrototypeOf(message), Object.prototype);
      assert.equal(Object.getPrototypeOf(message.Meta), Object.prototype);
      assert.equal((get(message, 'Deep[0]') as Json).polluted, undefined);
    }
  });

  test('of 10,000 levels is refused, wherever they are', () => {
    const wraps = [(inner: unknown) => ({ inner }), (inner: unknown) => [inner], (inner: unknown) => ({ Meta: inner })];
    for (const wrap of wraps) {
      const deep = nested(10_000, wrap);
      for (const event of EVENTS) {
        takenThrough(event, deep);
        for (const path of ['Extension', 'Meta.Deep', 'Patient.Deep', 'Visit.Location', 'Orders', 'Note', 'Media'])
          takenThrough(event, { ...fullMessage(event), ...changed({}, path, deep) });
        const orders = [{ ID: '1', Deep: deep, Results: [{ Code: '1', Deep: deep }] }, deep];
        takenThrough(event, { ...fullMessage(event), Orders: orders });
        assert.deepEqual(codes({ ...fullMessage(event), Deep: deep }), ['depth']);
        assert.deepEqual(codes(composed(event, { Deep: deep })), ['depth']);
        assert.deepEqual(codes(composed(event, { Orders: [{ Results: [{ Deep: deep }] }] })), ['depth']);
      }
    }
  });

  test('of 64 levels or 100,000 values is no more than a message may hold, and one more is', () => {
    const isWithin = (message: Json, Extension: unknown) => codes({ ...message, Extension }).length === 0;
    const values = (message: unknown): number =>
      Object(message) === message
        ? Object.values(message as Json).reduce<number>((sum, value) => sum + 1 + values(value), 0)
        : 0;
    for (const event of EVENTS) {
      const message = fullMessage(event);
      for (const wrap of [(inner: unknown) => ({ inner }), (inner: unknown) => [inner]]) {
        assert.ok(isWithin(message, nested(63, wrap)));
        assert.ok(!isWithin(message, nested(64, wrap)));
      }
      // The extension is a value itself.
      const left = 100_000 - values(message) - 1;
      assert.ok(isWithin(message, Array(left).fill('')));
      assert.ok(!isWithin(message, Array(left + 1).fill('')));
    }
  });

  test('that holds itself is refused', () => {
    const self: Json = { Code: '1' };
    Object.assign(self, { self, again: [self, self], Results: [self, self], Meta: self });
    for (const event of EVENTS) {
      takenThrough(event, self);
      assert.deepEqual(codes({ ...fullMessage(event), Extension: self }), ['depth']);
      assert.deepEqual(codes(composed(event, { Extension: self, Orders: [self] })), ['depth']);
    }
  });

  test('of a million values is refused before each is looked at', () => {
    for (const many of [Array(1_000_000).fill(null), Array(1_000_000).fill({}), Array(4_000_000_000)])
      for (const event of EVENTS) {
        const found = checkMessage({ ...fullMessage(event), Patient: { Notes: many, Identifiers: many } });
        assert.ok(found.length < 10);
      }
    const found = checkMessage({ ...fullMessage('Notes.New'), Orders: Array(1_000_000).fill(7) });
    assert.deepEqual(
      found.map(({ path, code, message }) => [path, code, message]),
      [['', 'depth', 'The message has more than 64 levels or 100000 values']],
    );
  });

  test('of lone surrogates and NUL is text like other text', async () => {
    const text = '\uD800\u0000\uDFFF \u2028"\\';
    for (const event of EVENTS) {
      const message = deepFreeze(changed(fullMessage(event), 'Patient.Demographics.LastName', text));
      assert.deepEqual(checkMessage(message), []);
      const sent = JSON.parse(await toBlob(composed(event, message)).text());
      assert.equal(get(sent, 'Patient.Demographics.LastName'), text);
    }
  });
});
