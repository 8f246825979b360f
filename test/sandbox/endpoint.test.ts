import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { authorize, errorOf, postJson, received, send } from './client.js';
import { base64, messageWith, someBytes } from './messages.js';
import { serveSandbox } from './serve.js';

interface Accepted {
  Meta: {
    DataModel: string;
    EventType: string;
    Logs: { ID: string }[];
    Message: { ID: number };
    Transmission: { ID: number };
  };
}

describe('the endpoint', () => {
  test('answers with the ids that Redox gives, which are new for every message', async t => {
    const sandbox = await serveSandbox(t);
    const headers = await authorize(sandbox);
    const message = messageWith('Notes', { base64: base64(someBytes(10)) });
    const answers = [await send(sandbox, message, headers), await send(sandbox, message, headers)];
    const [first, second] = (await Promise.all(answers.map(answer => answer.json()))) as Accepted[];
    assert.ok(first && second);
    assert.equal(first.Meta.DataModel, 'Notes');
    assert.equal(first.Meta.EventType, 'New');
    assert.match(first.Meta.Logs[0]?.ID ?? '', /^[\da-f-]{36}$/);
    assert.equal(typeof first.Meta.Transmission.ID, 'number');
    assert.notEqual(first.Meta.Message.ID, second.Meta.Message.ID);
    assert.notEqual(first.Meta.Logs[0]?.ID, second.Meta.Logs[0]?.ID);
  });

  test('lists a message that was sent twice twice, so that a duplicate can be seen', async t => {
    const sandbox = await serveSandbox(t);
    const headers = await authorize(sandbox);
    const message = messageWith('Media', { base64: base64(someBytes(10)) });
    for (let times = 0; times < 2; times++) await send(sandbox, message, headers);
    assert.equal((await received(sandbox)).messages.length, 2);
  });

  test('says of a message that is not valid what is missing, in the documented shape', async t => {
    const sandbox = await serveSandbox(t);
    const message = { ...messageWith('Notes', { base64: base64(someBytes(10)) }), Patient: {} };
    const answer = await send(sandbox, message, await authorize(sandbox));
    assert.equal(answer.status, 400);
    const { Meta } = await errorOf(answer);
    assert.equal(Meta?.DataModel, 'Notes');
    assert.equal(Meta?.EventType, 'New');
    const { ID, ...error } = Meta?.Errors[0] ?? {};
    assert.equal(typeof ID, 'number');
    assert.deepEqual(error, { Text: 'Patient.Identifiers is required', Type: 'message', Module: 'DataModels' });
    assert.deepEqual((await received(sandbox)).messages, []);
  });

  test('refuses a message that is nested without end in that shape, too, wherever the nesting is', async t => {
    const sandbox = await serveSandbox(t);
    const headers = await authorize(sandbox);
    const message = messageWith('Notes', { base64: base64(someBytes(10)) });
    const levels = 100_000;
    const endless = ['['.repeat(levels) + ']'.repeat(levels), `${'{"a":'.repeat(levels)}0${'}'.repeat(levels)}`];
    const places = [
      '?',
      { ...message, Meta: '?' },
      { ...message, Note: '?' },
      { ...message, Meta: { ...message.Meta, DataModel: '?' } },
      { ...message, Meta: { ...message.Meta, Source: '?' } },
    ];
    for (const nested of endless)
      for (const place of places) {
        const answer = await send(sandbox, JSON.stringify(place).replace('"?"', nested), headers);
        assert.equal(answer.status, 400);
        const error = (await errorOf(answer)).Meta?.Errors[0];
        assert.equal(typeof error?.ID, 'number');
        assert.match(String(error?.Text), /^The message has more than 64 levels/);
        assert.deepEqual([error?.Type, error?.Module], ['message', 'DataModels']);
      }
  });

  test('wants a destination and a data model that it knows', async t => {
    const sandbox = await serveSandbox(t);
    const headers = await authorize(sandbox);
    const message = messageWith('Media', { base64: base64(someBytes(10)) });
    const refused: [message: unknown, text: RegExp][] = [
      [{ ...message, Meta: { ...message.Meta, Destinations: [] } }, /^Meta\.Destinations/],
      [{ ...message, Meta: { ...message.Meta, DataModel: 'Scheduling' } }, /^Meta\.DataModel/],
      [{ ...message, Meta: { ...message.Meta, EventType: 'Delete' } }, /^Meta\.EventType/],
      [{}, /^Meta/],
      [[], /^The message/],
      [null, /^The message/],
    ];
    for (const [body, text] of refused) {
      const answer = await send(sandbox, body, headers);
      assert.equal(answer.status, 400);
      assert.match(String((await errorOf(answer)).Meta?.Errors[0]?.Text), text);
    }
  });

  test('takes the name of its own source and no other', async t => {
    const sandbox = await serveSandbox(t, { sources: 2 });
    const [mine, other] = sandbox.allCredentials;
    const headers = await authorize(sandbox, mine);
    const message = messageWith('Media', { base64: base64(someBytes(10)) });
    const from = (ID: string | undefined) => ({ ...message, Meta: { ...message.Meta, Source: { ID } } });
    assert.equal((await send(sandbox, from(mine?.sourceId), headers)).status, 200);
    const answer = await send(sandbox, from(other?.sourceId), headers);
    assert.equal(answer.status, 400);
    assert.match(String((await errorOf(answer)).Meta?.Errors[0]?.Text), /^Meta\.Source\.ID/);
  });

  test('takes JSON in UTF-8 alone, and repeats nothing of what it refuses', async t => {
    const sandbox = await serveSandbox(t);
    const headers = await authorize(sandbox);
    const message = messageWith('Notes', { base64: base64(someBytes(10)) });
    const latin1 = Buffer.from(JSON.stringify({ ...message, Patient: 'Jürgen' }), 'latin1');
    const refused: [body: BodyInit, type: string][] = [
      [JSON.stringify(message), 'text/plain'],
      ['{"Patient": "Timothy" oops', 'application/json'],
      ['', 'application/json'],
      [latin1, 'application/json'],
    ];
    for (const [body, type] of refused) {
      const init = { method: 'POST', headers: { ...headers, 'content-type': type }, body };
      const answer = await fetch(sandbox.url('/endpoint'), init);
      assert.equal(answer.status, 400);
      const { errorDetail = '' } = await errorOf(answer);
      assert.ok(errorDetail);
      assert.doesNotMatch(errorDetail, /Timothy|rgen/);
    }
    assert.equal(
      (await postJson(sandbox, '/endpoint', message, { ...headers, 'content-type': 'application/json; charset=utf-8' }))
        .status,
      200,
    );
  });
});
