import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { DATA_MODELS } from '../../src/models/index.js';
import { authorize, errorOf, received, send, uploaded } from './client.js';
import { base64, messageWith, pdf, sha256, someBytes } from './messages.js';
import { serveSandbox } from './serve.js';

describe('the file in a message', () => {
  for (const model of DATA_MODELS) {
    test(`is given back byte for byte when it was embedded in ${model}`, async t => {
      const sandbox = await serveSandbox(t);
      const bytes = someBytes(200_000);
      const answer = await send(sandbox, messageWith(model, { base64: base64(bytes) }), await authorize(sandbox));
      assert.equal(answer.status, 200);
      const { Meta } = (await answer.json()) as { Meta: { Message: { ID: number } } };
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

    test(`may be referred to in ${model} once it was uploaded`, async t => {
      const sandbox = await serveSandbox(t);
      const headers = await authorize(sandbox);
      const message = messageWith(model, { uri: await uploaded(sandbox, pdf(10), headers) });
      assert.equal((await send(sandbox, message, headers)).status, 200);
      assert.deepEqual((await received(sandbox)).messages[0]?.message, message);
    });
  }

  for (const [model, field] of [
    ['Notes', 'Note.FileContents'],
    ['Results', 'Orders[0].Results[0].Value'],
    ['Media', 'Media.FileContents'],
  ] as const) {
    test(`is refused in ${model} when ${field} refers to what its source has not uploaded`, async t => {
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

  test('is not seen in text that is none', async t => {
    const sandbox = await serveSandbox(t);
    const message = messageWith('Notes', { base64: 'x' });
    const note = { ...(message as { Note: object }).Note, ContentType: 'Plain Text', FileContents: 'Seen today.' };
    const { FileName, FileType, ...Note } = note as Record<string, unknown>;
    assert.equal((await send(sandbox, { ...message, Note }, await authorize(sandbox))).status, 200);
    assert.deepEqual((await received(sandbox)).messages[0]?.message, { ...message, Note });
  });

  test('is looked for by the data model, whatever fields stand beside it', async t => {
    const sandbox = await serveSandbox(t);
    const bytes = someBytes(10);
    const message = { ...messageWith('Notes', { base64: base64(bytes) }), Media: { Extra: true } };
    await send(sandbox, message, await authorize(sandbox));
    const [{ message: kept } = { message: {} }] = (await received(sandbox)).messages;
    const { Note, Media } = kept as { Note: { FileContents: unknown }; Media: unknown };
    assert.deepEqual(Note.FileContents, { size: 10, sha256: sha256(bytes) });
    assert.deepEqual(Media, { Extra: true });
  });

  test('is kept for each of several results', async t => {
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
});
