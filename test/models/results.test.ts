import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { compose, type HostMessage } from '../../src/models/index.js';

/** The orders of a message with the file `AAAA` of an unknown type. */
const ordersWithFile = (Orders: HostMessage['Orders'] | null) =>
  compose({
    model: 'Results',
    eventType: 'New',
    file: { name: 'report', type: '', size: 3 },
    content: { base64: 'AAAA' },
    documentId: '7f3b7c2e-9a34-4d07-8a5e-0a4f9d5d3b11',
    message: { Orders } as HostMessage,
  }).Orders;

const FILE = { Value: 'AAAA', ValueType: 'Encapsulated Data' };

describe('the result that a file becomes', () => {
  test('is the one that waits for its value', () => {
    const [order] = ordersWithFile([
      { ID: '1', Results: [{ Code: 'a', Value: '5.4', ValueType: 'Numeric' }, { Code: 'b' }, { Code: 'c' }] },
    ]);
    assert.deepEqual(order?.Results, [
      { Code: 'a', Value: '5.4', ValueType: 'Numeric' },
      { Code: 'b', ...FILE },
      { Code: 'c' },
    ]);
  });

  test('is added where all have theirs', () => {
    const [order] = ordersWithFile([{ ID: '1', Results: [{ Code: 'a', Value: '5.4', ValueType: 'Numeric' }] }]);
    assert.deepEqual(order?.Results, [{ Code: 'a', Value: '5.4', ValueType: 'Numeric' }, FILE]);
  });

  test('is the first of an order without results', () => {
    for (const order of [{ ID: '1' }, { ID: '1', Results: [] }, { ID: '1', Results: undefined }])
      assert.deepEqual(ordersWithFile([order]), [{ ID: '1', Status: 'Resulted', Results: [FILE] }]);
  });

  test('belongs to the order that waits for one', () => {
    const full = { ID: '1', Status: 'Final', Results: [{ Code: 'a', Value: '5.4', ValueType: 'Numeric' as const }] };
    assert.deepEqual(ordersWithFile([full, { ID: '2', Results: [{ Code: 'b' }] }, { ID: '3' }]), [
      full,
      { ID: '2', Status: 'Resulted', Results: [{ Code: 'b', ...FILE }] },
      { ID: '3' },
    ]);
    assert.deepEqual(ordersWithFile([full, { ID: '2' }]), [full, { ID: '2', Status: 'Resulted', Results: [FILE] }]);
  });

  test('makes an order where there is none, which the check then finds incomplete', () => {
    for (const none of [undefined, null, [], 'x' as never])
      assert.deepEqual(ordersWithFile(none), [{ Status: 'Resulted', Results: [FILE] }]);
  });

  test('takes the place of a value that is empty', () => {
    for (const Value of ['', null, undefined]) {
      const [order] = ordersWithFile([{ Results: [{ Code: 'a', Value: Value as string }] }]);
      assert.deepEqual(order?.Results, [{ Code: 'a', ...FILE }]);
    }
  });
});
