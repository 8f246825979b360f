import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { authorize, received, send, uploaded } from './client.js';
import { base64, messageWith, pdf, sha256, someBytes } from './messages.js';
import { bytesOnDisk, serveSandbox } from './serve.js';

describe('what was received', () => {
  test('is empty at first', async t => {
    const sandbox = await serveSandbox(t);
    assert.deepEqual(await received(sandbox), { files: [], messages: [] });
  });

  test('shows a message as it came, with size and hash for the contents of its file', async t => {
    const sandbox = await serveSandbox(t);
    const bytes = someBytes(1234);
    const message = messageWith('Media', { base64: base64(bytes) });
    await send(sandbox, message, await authorize(sandbox));
    const [kept, ...others] = (await received(sandbox)).messages;
    assert.deepEqual(others, []);
    assert.ok(kept);
    assert.deepEqual(Object.keys(kept), ['id', 'receivedAt', 'message']);
    assert.equal(new Date(kept.receivedAt).toISOString(), kept.receivedAt);
    const Media = { ...(message as { Media: object }).Media, FileContents: { size: 1234, sha256: sha256(bytes) } };
    assert.deepEqual(kept.message, { ...message, Media });
  });

  test('is forgotten with its bytes, and a file with it: it can be referred to no more', async t => {
    const sandbox = await serveSandbox(t);
    const headers = await authorize(sandbox);
    const uri = await uploaded(sandbox, pdf(10), headers);
    await send(sandbox, messageWith('Notes', { base64: base64(someBytes(10)) }), headers);
    const before = await received(sandbox);
    const downloads = [
      `/received/files/${before.files[0]?.id}`,
      `/received/messages/${before.messages[0]?.id}/contents/0`,
    ];
    for (const path of downloads) assert.equal((await fetch(sandbox.url(path))).status, 200);
    assert.equal(await bytesOnDisk(sandbox), 2);
    assert.equal((await fetch(sandbox.url('/received'), { method: 'DELETE' })).status, 204);
    assert.equal(await bytesOnDisk(sandbox), 0);
    assert.deepEqual(await received(sandbox), { files: [], messages: [] });
    for (const path of downloads) assert.equal((await fetch(sandbox.url(path))).status, 404);
    assert.equal((await send(sandbox, messageWith('Notes', { uri }), headers)).status, 400);
  });

  test('answers 404 for what it does not have', async t => {
    const sandbox = await serveSandbox(t);
    await send(sandbox, messageWith('Notes', { base64: base64(someBytes(10)) }), await authorize(sandbox));
    const [{ id } = { id: 0 }] = (await received(sandbox)).messages;
    const missing = [
      'files/unknown',
      'files/..%2f..%2fprivate-key.pem',
      `messages/${id}/contents/1`,
      'messages/99/contents/0',
    ];
    for (const path of missing) assert.equal((await fetch(sandbox.url(`/received/${path}`))).status, 404, path);
  });
});
