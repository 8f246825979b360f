import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { DATA_MODELS } from '../../src/models/index.js';
import { authorize, errorOf, postJson, received, send, uploaded } from './client.js';
import { base64, messageWith, pdf, sha256, someBytes } from './messages.js';
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
  for (const model of DATA_MODELS) {
    test(`takes a ${model} message with an embedded file, and gives the file back byte for byte`, async t => {
      const sandbox = await serveSandbox(t);
      const bytes = someBytes(200_000);
      const answer = await send(sandbox, messageWith(model, { base64: base64(bytes) }), await authorize(sandbox));
      assert.equal(answer.status, 200);
      const { Meta } = (await answer.json()) as Accepted;
      const { messages } = await received(sandbox);
      assert.deepEqual(
        messages.map(({ id }) => id),
        [Meta.Message.ID],
      );
      const contents = await fetch(sandbox.url(`/received/messages/${Meta.Message.ID}/contents/0`));
      assert.equal(contents.headers.get('content-disposition'), 'attachment');
      assert.equal(contents.headers.get('x-content-type-options'), 'nosniff');
      assert.equal(sha256(new Uint8Array(await contents.arrayBuffer())), sha256(bytes));
    });

    test(`takes a ${model} message that refers to an uploaded file`, async t => {
      const sandbox = await serveSandbox(t);
      const headers = await authorize(sandbox);
      const message = messageWith(model, { uri: await uploaded(sandbox, pdf(10), headers) });
      assert.equal((await send(sandbox, message, headers)).status, 200);
      assert.deepEqual((await received(sandbox)).messages[0]?.message, message);
    });
  }

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

  for (const [model, field] of [
    ['Notes', 'Note.FileContents'],
    ['Results', 'Orders[0].Results[0].Value'],
    ['Media', 'Media.FileContents'],
  ] as const) {
    test(`refuses a ${model} message whose ${field} refers to a file that its source has not uploaded`, async t => {
      const sandbox = await serveSandbox(t, { sources: 2 });
      const mine = await authorize(sandbox);
      const theirs = await uploaded(sandbox, pdf(10), await authorize(sandbox, sandbox.allCredentials[1]));
      for (const uri of [theirs, 'https://blob.redoxengine.com/upload/unknown', 'https://example.com/a.pdf']) {
        const answer = await send(sandbox, messageWith(model, { uri }), mine);
        assert.equal(answer.status, 400);
        const { Meta } = await errorOf(answer);
        assert.equal(Meta?.Errors[0]?.Text, `${field} refers to no file that this source has uploaded`);
      }
      assert.deepEqual((await received(sandbox)).messages, []);
    });
  }

  test('leaves text that is no file in the message', async t => {
    const sandbox = await serveSandbox(t);
    const message = messageWith('Notes', { base64: 'x' });
    const note = { ...(message as { Note: object }).Note, ContentType: 'Plain Text', FileContents: 'Seen today.' };
    const { FileName, FileType, ...Note } = note as Record<string, unknown>;
    assert.equal((await send(sandbox, { ...message, Note }, await authorize(sandbox))).status, 200);
    assert.deepEqual((await received(sandbox)).messages[0]?.message, { ...message, Note });
  });

  test('reads a message by its data model, whatever fields stand beside it', async t => {
    const sandbox = await serveSandbox(t);
    const bytes = someBytes(10);
    const message = { ...messageWith('Notes', { base64: base64(bytes) }), Media: { Extra: true } };
    await send(sandbox, message, await authorize(sandbox));
    const [{ message: kept } = { message: {} }] = (await received(sandbox)).messages;
    const { Note, Media } = kept as { Note: { FileContents: unknown }; Media: unknown };
    assert.deepEqual(Note.FileContents, { size: 10, sha256: sha256(bytes) });
    assert.deepEqual(Media, { Extra: true });
  });

  test('keeps every embedded file of a message with several results', async t => {
    const sandbox = await serveSandbox(t);
    const files = [someBytes(10), someBytes(20), someBytes(30)];
    const message = messageWith('Results', { base64: base64(someBytes(10)) });
    const [order] = (message as { Orders: { Results: object[] }[] }).Orders;
    const Results = files.map(bytes => ({ ...order?.Results[0], Value: base64(bytes) }));
    await send(sandbox, { ...message, Orders: [{ ...order, Results }] }, await authorize(sandbox));
    const [{ id } = { id: 0 }] = (await received(sandbox)).messages;
    for (const [index, bytes] of files.entries()) {
      const contents = await fetch(sandbox.url(`/received/messages/${id}/contents/${index}`));
      assert.deepEqual(new Uint8Array(await contents.arrayBuffer()), bytes);
    }
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

  test('takes a request of exactly its limit and refuses one byte more', async t => {
    const sandbox = await serveSandbox(t);
    const headers = await authorize(sandbox);
    const json = JSON.stringify(messageWith('Media', { base64: base64(someBytes(9_999_999)) }));
    const padded = (size: number) => json.padEnd(size, ' ');
    assert.equal((await send(sandbox, padded(40_000_000), headers)).status, 200);
    assert.equal((await send(sandbox, padded(40_000_001), headers)).status, 413);
    assert.equal((await received(sandbox)).messages.length, 1);
  });
});
