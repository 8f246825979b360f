import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ResultsNew } from '../../src/models/index.js';
import { received } from '../sandbox/client.js';
import { base64, someBytes } from '../sandbox/messages.js';
import { grantFor, problemOf, startProxy, unboundMessage } from './setup.js';

const FILE = ['58410-2', 'Encapsulated Data'];
const WEIGHT = { Code: '29463-7', Value: '70', ValueType: 'Numeric' } as const;

const CONTENTS = base64(someBytes(5000));

const message = () => unboundMessage('Results', { base64: CONTENTS });

for (const [model, name] of [
  ['Notes', 'Note'],
  ['Media', 'Media'],
] as const)
  test(`a message of ${model} says of its document what the page knows, and the grant's word where it has one`, async t => {
    const { sandbox, signIn } = await startProxy(t, {
      authorize: () => ({
        subject: 'user-1',
        message: { ...grantFor('user-1').message, [name]: { Provider: { ID: 'of the grant' } } },
      }),
    });
    const sent = unboundMessage(model, { base64: CONTENTS }) as Record<string, object>;
    assert.equal((await (await signIn()).send(sent)).status, 200);
    const arrived = (await received(sandbox)).messages[0]?.message as Record<string, Record<string, unknown>>;
    const { FileContents: _, ...document } = arrived[name] ?? {};
    const { FileContents: __, ...given } = sent[name] as Record<string, unknown>;
    assert.deepEqual(document, { ...given, Provider: { ID: 'of the grant' } });
  });

const bound = (...Orders: object[]) => ({
  authorize: () => ({ subject: 'user-1', message: { ...grantFor('user-1').message, Orders } }),
});

test("a message holds all of the grant's orders and results, and the file in the first of them", async t => {
  const orders = [
    { ID: '1', Results: [{ Code: '58410-2' }, WEIGHT] },
    { ID: '2', Status: 'Resulted', Results: [WEIGHT] },
  ];
  const { sandbox, signIn } = await startProxy(t, bound(...orders));
  assert.equal((await (await signIn()).send(message())).status, 200);
  const sent = (await received(sandbox)).messages[0]?.message as ResultsNew;
  assert.deepEqual(
    sent.Orders.map(({ ID, Results }) => [ID, ...Results.map(({ Code, ValueType }) => [Code, ValueType])]),
    [
      ['1', FILE, [WEIGHT.Code, 'Numeric']],
      ['2', [WEIGHT.Code, 'Numeric']],
    ],
  );
});

test('a message has no orders beside those of the grant, and loses none of its results', async t => {
  const { sandbox, signIn } = await startProxy(t, bound({ ID: '1', Results: [{ Code: '58410-2' }] }));
  const file = { Value: CONTENTS, ValueType: 'Encapsulated Data' };
  const Orders = [
    { Status: 'Resulted', Results: [file, WEIGHT] },
    { ID: '2', Status: 'Resulted', Results: [WEIGHT] },
  ];
  assert.equal((await (await signIn()).send({ ...message(), Orders })).status, 200);
  const sent = (await received(sandbox)).messages[0]?.message as ResultsNew;
  assert.deepEqual(
    sent.Orders.map(({ ID, Results }) => [ID, ...Results.map(({ Code, ValueType }) => [Code, ValueType])]),
    [['1', FILE, [WEIGHT.Code, 'Numeric']]],
  );
});

test('a message whose file would stand where the grant has another value is refused', async t => {
  const { sandbox, signIn } = await startProxy(t, bound({ ID: '1', Results: [WEIGHT, { Code: '58410-2' }] }));
  const untyped = { Status: 'Resulted', Results: [{ Value: CONTENTS, ValueType: 'Encapsulated Data' }] };
  const answer = await (await signIn()).send({ ...message(), Orders: [untyped] });
  assert.equal(answer.status, 422);
  assert.deepEqual(
    (await problemOf(answer)).issues?.map(({ path }) => path),
    ['Orders[0].Results[1].Value', 'Orders[0].Results[1].ValueType'],
  );
  assert.deepEqual((await received(sandbox)).messages, []);
});
