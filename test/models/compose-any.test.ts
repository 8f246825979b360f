import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { checkMessage } from '../../src/models/index.js';
import { contents, messageOf } from './arbitraries.js';
import { composed } from './composed.js';
import { EVENTS } from './facts.js';
import { deepFreeze, type Json } from './messages.js';

describe('composing from any host’s message', () => {
  test('changes nothing that is given', () => {
    fc.assert(
      fc.property(fc.constantFrom(...EVENTS), fc.anything({ withNullPrototype: true }), (event, message) => {
        composed(event, deepFreeze(message), deepFreeze({ content: { base64: 'AAAA' } }));
        const parts = deepFreeze({
          Meta: message,
          Note: message,
          Media: message,
          Orders: [{ Results: [message] }, message],
        });
        composed(event, parts);
      }),
    );
  });

  test('gives what the host sent, completed: it is valid and composes to itself', () => {
    for (const event of EVENTS)
      fc.assert(
        fc.property(messageOf(event), contents, (given, text) => {
          const host = deepFreeze(withoutFiles(given));
          const content = text.startsWith('https') ? { uri: text } : { base64: text };
          const message = composed(event, host, { content });
          assert.deepEqual(checkMessage(message), []);
          const { Meta, Note, Media, Orders, ...others } = host;
          const { Patient, Visit } = message;
          assert.deepEqual({ ...('Patient' in others && { Patient }), ...('Visit' in others && { Visit }) }, others);

          const again = composed(event, withoutFiles(JSON.parse(JSON.stringify(message))), { content });
          assert.deepEqual(again, message);
          assert.equal(JSON.stringify(again), JSON.stringify(message));
        }),
        { numRuns: 60 },
      );
  });

  test('has nothing undefined and no list with holes in it', () => {
    const anything = fc.anything({ withSparseArray: true, withObjectString: true });
    fc.assert(
      fc.property(fc.constantFrom(...EVENTS), anything, anything, (event, message, part) => {
        assertNothingUndefined(composed(event, message));
        const parts = { Meta: part, Patient: message, Note: part, Media: part, Orders: [part, { Results: part }] };
        assertNothingUndefined(composed(event, parts));
      }),
    );
  });
});

/** A host's message: the file is still to come. */
function withoutFiles(message: Json): Json {
  const orders = (message as { Orders?: { Results?: Json[] }[] }).Orders;
  if ((message.Meta as Json).DataModel !== 'Results') return message;
  const Orders = orders?.map(({ Results, ...order }) => ({
    ...order,
    Results: Results?.map(({ Value, ...result }, at) => (at === 0 ? result : { ...result, Value })),
  }));
  return { ...message, Orders: Orders?.slice(0, 1) };
}

function assertNothingUndefined(value: unknown): void {
  assert.notEqual(value, undefined);
  if (Array.isArray(value)) for (const item of value) assertNothingUndefined(item);
  else if (typeof value === 'object' && value !== null) Object.values(value).forEach(assertNothingUndefined);
}
