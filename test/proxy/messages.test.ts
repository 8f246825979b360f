import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { DATA_MODELS } from '../../src/models/index.js';
import type { SendResponse } from '../../src/protocol/index.js';
import { received } from '../sandbox/client.js';
import { base64, messageWith, sha256, someBytes } from '../sandbox/messages.js';
import { DESTINATION, fault, grantFor, JSON_TYPE, PATIENT, problemOf, startProxy, unboundMessage } from './setup.js';

const bytes = someBytes(50_000);

const embedded = () => unboundMessage('Notes', { base64: base64(bytes) });

interface SentMessage {
  Meta: Record<string, unknown>;
  Patient: unknown;
  Note: Record<string, unknown>;
}

describe('a message', () => {
  for (const model of DATA_MODELS)
    test(`of ${model} with its file embedded arrives at Redox`, async t => {
      const { sandbox, signIn } = await startProxy(t);
      const key = crypto.randomUUID();
      const answer = await (await signIn()).send(unboundMessage(model, { base64: base64(bytes) }), key);
      assert.equal(answer.status, 200);
      const body = (await answer.json()) as SendResponse;
      assert.equal(body.accepted, true);
      assert.equal(body.documentId, key);
      assert.equal(body.logIds.length, 1);
      assert.equal(body.messageId, 1);
      assert.equal(body.transmissionId, 1);
      const { Meta } = body.response as { Meta: { Logs: { ID: string }[] } };
      assert.equal(Meta.Logs[0]?.ID, body.logIds[0]);
      const { messages } = await received(sandbox);
      assert.equal(messages.length, 1);
      const contents = `{"size":${bytes.length},"sha256":"${sha256(bytes)}"}`;
      assert.ok(JSON.stringify(messages[0]?.message).includes(contents));
    });

  test('may refer to the file that its sender has uploaded', async t => {
    const { sandbox, signIn } = await startProxy(t);
    const user = await signIn();
    for (const model of DATA_MODELS) {
      const uri = await user.uploaded(bytes);
      assert.equal((await user.send(unboundMessage(model, { uri }))).status, 200);
      const { messages } = await received(sandbox);
      assert.ok(JSON.stringify(messages.at(-1)?.message).includes(uri));
    }
  });

  test("goes to the grant's patient and destination, whatever the page says, and names our source", async t => {
    const { sandbox, signIn } = await startProxy(t);
    const message = messageWith('Notes', { base64: base64(bytes) });
    const answer = await (await signIn()).send({
      ...message,
      Meta: { ...message.Meta, Destinations: [{ ID: crypto.randomUUID() }], Source: { ID: crypto.randomUUID() } },
      Patient: { Identifiers: [{ ID: 'somebody else', IDType: 'MR' }], Notes: ['of somebody else'] },
    });
    assert.equal(answer.status, 200);
    const sent = (await received(sandbox)).messages[0]?.message as SentMessage;
    assert.deepEqual(sent.Patient, PATIENT);
    assert.deepEqual(sent.Meta.Destinations, [{ ID: DESTINATION }]);
    assert.deepEqual(sent.Meta.Source, { ID: sandbox.credentials.sourceId });
  });

  test('goes to no destination but those of the limits, each one of several', async t => {
    const message = { ...grantFor('user-1').message, Meta: { Test: true } };
    const { sandbox, signIn } = await startProxy(t, {
      limits: { destinations: [DESTINATION.toUpperCase(), '7f0c8d51-6b7a-4f0e-9d0c-2d9b8a5a3e11'] },
      authorize: () => ({ subject: 'user-1', message, limits: { destinations: [DESTINATION] } }),
    });
    const user = await signIn();
    const to = (...Destinations: object[]) => {
      const sent = embedded();
      return user.send({ ...sent, Meta: { ...sent.Meta, Destinations } });
    };
    assert.equal((await to({ ID: DESTINATION })).status, 200);
    const other = '7f0c8d51-6b7a-4f0e-9d0c-2d9b8a5a3e11';
    for (const [destinations, path] of [
      [[{ ID: other }], 'Meta.Destinations[0].ID'],
      [[{ ID: DESTINATION }, { ID: other }], 'Meta.Destinations[1].ID'],
      [[{ ID: DESTINATION }, { Name: 'Willowmere EHR' }], 'Meta.Destinations[1].ID'],
    ] as const) {
      const answer = await to(...destinations);
      assert.equal(answer.status, 422);
      assert.deepEqual(
        (await problemOf(answer)).issues?.map(issue => issue.path),
        [path],
      );
    }
    assert.equal((await received(sandbox)).messages.length, 1);
  });

  test('keeps fields that nobody here knows', async t => {
    const { sandbox, signIn } = await startProxy(t);
    const message = embedded();
    const answer = await (await signIn()).send({ ...message, Extensions: { 'x-tag': { value: '1' } } });
    assert.equal(answer.status, 200);
    const sent = (await received(sandbox)).messages[0]?.message as Record<string, unknown>;
    assert.deepEqual(sent.Extensions, { 'x-tag': { value: '1' } });
  });

  test('is refused with every issue at its path, and Redox hears nothing of it', async t => {
    const { sandbox, signIn, log } = await startProxy(t, {
      authorize: () => ({ subject: 'user-1', limits: { models: ['Notes', 'Results'] } }),
    });
    const user = await signIn();
    const message = messageWith('Media', { uri: 'https://blob.redoxengine.com/upload/never-uploaded-here' });
    const { Patient, ...rest } = message;
    const { Destinations, ...Meta } = message.Meta;
    const answer = await user.send({ ...rest, Meta });
    assert.equal(answer.status, 422);
    const { code, issues } = await problemOf(answer);
    assert.equal(code, 'message-invalid');
    assert.deepEqual(issues?.map(({ path }) => path).sort(), [
      'Media.FileContents',
      'Meta.DataModel',
      'Meta.Destinations',
      'Patient',
    ]);
    assert.doesNotMatch(JSON.stringify(issues) + log(), /never-uploaded-here/);
    assert.deepEqual((await received(sandbox)).messages, []);
  });

  test('with thousands of issues is refused with the first hundred', async t => {
    const { signIn } = await startProxy(t);
    const { Orders, ...message } = messageWith('Results', { base64: base64(bytes) });
    const Results = Array.from({ length: 20_000 }, () => ({ Value: 'https://blob.redoxengine.com/upload/1' }));
    const answer = await (await signIn()).send({ ...message, Orders: [{ ID: '1', Status: 'Resulted', Results }] });
    assert.equal(answer.status, 422);
    assert.equal((await problemOf(answer)).issues?.length, 100);
  });

  test("may not refer to another user's file, in any field that can hold one", async t => {
    const { signIn } = await startProxy(t);
    const [owner, other] = [await signIn('user-1'), await signIn('user-2')];
    const uri = await owner.uploaded(bytes);
    for (const [model, path] of [
      ['Notes', 'Note.FileContents'],
      ['Media', 'Media.FileContents'],
      ['Results', 'Orders[0].Results[0].Value'],
    ] as const) {
      const message = unboundMessage(model, { uri });
      const answer = await other.send(message);
      assert.equal(answer.status, 422);
      assert.deepEqual(
        (await problemOf(answer)).issues?.map(issue => issue.path),
        [path],
      );
      assert.equal((await owner.send(message)).status, 200);
    }
  });

  test('is refused when it is no JSON, too large or without a key, with none of it in answer or log', async t => {
    const { signIn, log } = await startProxy(t, { limits: { requestLimit: 1000 } });
    const user = await signIn();
    const key = { 'idempotency-key': crypto.randomUUID() };
    const word = 'Musterfrau';
    const refused: [headers: Record<string, string>, body: BodyInit, status: number, code: string][] = [
      [{ ...JSON_TYPE, ...key }, `{"Patient": "${word}`, 400, 'bad-request'],
      [{ ...JSON_TYPE, ...key }, new Uint8Array([0x22, 0xff, 0xfe, 0x22]), 400, 'bad-request'],
      [{ ...JSON_TYPE, ...key }, `"${word}"`, 422, 'message-invalid'],
      [{ ...JSON_TYPE, ...key }, '['.repeat(64) + ']'.repeat(64), 422, 'message-invalid'],
      [{ ...JSON_TYPE, ...key }, '['.repeat(500) + ']'.repeat(500), 400, 'bad-request'],
      [{ ...JSON_TYPE, ...key }, `"${word.repeat(100)}"`, 413, 'file-too-large'],
      [{ ...JSON_TYPE, ...key, 'content-length': '1001' }, '{}', 413, 'file-too-large'],
      [{ ...key, 'content-type': 'text/plain' }, '{}', 415, 'unsupported-media-type'],
      [JSON_TYPE, '{}', 400, 'bad-request'],
      [{ ...JSON_TYPE, 'idempotency-key': word }, '{}', 400, 'bad-request'],
    ];
    for (const [headers, body, status, code] of refused) {
      const answer = await user.call('POST', 'messages', headers, body);
      assert.equal(answer.status, status);
      const text = await answer.text();
      assert.equal(JSON.parse(text).code, code);
      assert.doesNotMatch(text, /Musterfrau/);
    }
    assert.doesNotMatch(log(), /Musterfrau/);
  });

  test('that Redox rejects tells which fields Redox names, and no word of its text', async t => {
    const { sandbox, signIn, log } = await startProxy(t);
    const user = await signIn();
    const uri = await user.uploaded(bytes);
    // Redox has forgotten the file that our ledger still knows.
    await fetch(sandbox.url('/received'), { method: 'DELETE' });
    const answer = await user.send(unboundMessage('Notes', { uri }));
    assert.equal(answer.status, 422);
    const problem = await problemOf(answer);
    assert.equal(problem.code, 'redox-rejected');
    assert.equal(problem.detail, 'Redox answered 400 and names Note.FileContents');
    assert.doesNotMatch(log(), /refers to no file/);
    const Errors = [{ Text: 'Patient.Musterfrau is not Patient.Demographics.LastName' }];
    await fault(sandbox, { on: 'endpoint', kind: 'nonsense', status: 400, body: JSON.stringify({ Meta: { Errors } }) });
    const { detail } = await problemOf(await user.send(embedded()));
    assert.equal(detail, 'Redox answered 400 and names Patient.Demographics.LastName');
  });

  test('tells the page nothing of the patient, however it ends', async t => {
    const { sandbox, signIn } = await startProxy(t);
    const user = await signIn();
    await fault(sandbox, { on: 'endpoint', kind: 'status', status: 400 });
    const statuses: number[] = [];
    for (const message of [embedded(), embedded(), {}]) {
      const answer = await user.send(message);
      statuses.push(answer.status);
      const seen = (await answer.text()) + JSON.stringify([...answer.headers]);
      assert.doesNotMatch(seen, /MRN-4711|Musterfrau|Bettina/);
    }
    assert.deepEqual(statuses, [422, 200, 422]);
  });
});
