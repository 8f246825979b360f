import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import type { CommitResponse, Problem } from '../../src/protocol/index.js';
import { received } from '../sandbox/client.js';
import { base64, sha256, someBytes } from '../sandbox/messages.js';
import { kill, messageOf, prepare, type RunningProxy, startProcess } from './processes.js';
import { fault, JSON_TYPE, PATCH, TUS, unboundMessage } from './setup.js';

const bytes = someBytes(300_000);
const commitBody = JSON.stringify({ name: 'consent.pdf', type: 'application/pdf', sha256: sha256(bytes) });

async function upload({ call }: RunningProxy): Promise<string> {
  const created = await call('POST', 'uploads', { ...TUS, 'upload-length': String(bytes.length) });
  const path = created.headers.get('location') ?? '';
  await call('PATCH', path, { ...PATCH, 'upload-offset': '0' }, bytes);
  return path;
}
const commit = ({ call }: RunningProxy, path: string) => call('POST', `${path}/commit`, JSON_TYPE, commitBody);

function oneMessage() {
  const headers = { ...JSON_TYPE, 'idempotency-key': crypto.randomUUID() };
  const body = JSON.stringify(unboundMessage('Notes', { base64: base64(someBytes(100)) }));
  return { key: headers['idempotency-key'], post: ({ call }: RunningProxy) => call('POST', 'messages', headers, body) };
}

describe('after a proxy was killed with -9', () => {
  test('between its claim of a key and the answer of Redox, the message is unconfirmed and not sent again', async t => {
    const options = await prepare(t);
    await fault(options.sandbox, { on: 'endpoint', kind: 'delay', ms: 600_000 });
    const { key, post } = oneMessage();
    const first = await startProcess(t, options);
    const claimed = messageOf(first.child);
    const lost = assert.rejects(post(first));
    assert.deepEqual(await claimed, { claimed: key });
    await kill(first.child);
    await lost;

    const answer = await post(await startProcess(t, options));
    assert.equal(answer.status, 409);
    assert.equal(((await answer.json()) as Problem).code, 'send-unconfirmed');
    assert.deepEqual((await received(options.sandbox)).messages, []);
  });

  test('between the answer of Redox and its own ledger, the message is unconfirmed and not sent again', async t => {
    const options = await prepare(t);
    const { post } = oneMessage();
    const first = await startProcess(t, { ...options, stopBefore: 'answerSend' });
    const lost = assert.rejects(post(first));
    await messageOf(first.child);
    assert.deepEqual(await messageOf(first.child), { stopped: 'answerSend' });
    await kill(first.child);
    await lost;

    const second = await startProcess(t, options);
    for (let time = 0; time < 2; time++) {
      const answer = await post(second);
      assert.equal(answer.status, 409);
      assert.equal(((await answer.json()) as Problem).code, 'send-unconfirmed');
    }
    assert.equal((await received(options.sandbox)).messages.length, 1);
  });

  test('an upload goes on where it was, and its owner is still its owner', async t => {
    const options = await prepare(t);
    const first = await startProcess(t, options);
    const created = await first.call('POST', 'uploads', { ...TUS, 'upload-length': String(bytes.length) });
    const path = created.headers.get('location') ?? '';
    await first.call('PATCH', path, { ...PATCH, 'upload-offset': '0' }, bytes.subarray(0, 100_000));
    await kill(first.child);

    const second = await startProcess(t, options);
    const head = await second.call('HEAD', path, TUS);
    assert.equal(head.headers.get('upload-offset'), '100000');
    await second.call('PATCH', path, { ...PATCH, 'upload-offset': '100000' }, bytes.subarray(100_000));
    assert.equal((await commit(second, path)).status, 201);
    assert.equal((await received(options.sandbox)).files[0]?.sha256, sha256(bytes));
  });

  test('between the URI of Redox and its own ledger, the file goes to Redox once more, and no message has the first', async t => {
    const options = await prepare(t);
    const first = await startProcess(t, { ...options, stopBefore: 'commitUpload' });
    const path = await upload(first);
    const lost = assert.rejects(commit(first, path));
    assert.deepEqual(await messageOf(first.child), { stopped: 'commitUpload' });
    await kill(first.child);
    await lost;

    const second = await startProcess(t, options);
    const answer = await commit(second, path);
    assert.equal(answer.status, 201);
    const { URI } = (await answer.json()) as CommitResponse;
    const { files, messages } = await received(options.sandbox);
    assert.deepEqual(
      files.map(({ sha256 }) => sha256),
      [sha256(bytes), sha256(bytes)],
    );
    assert.equal(files[1]?.uri, URI);
    assert.deepEqual(messages, []);
    assert.deepEqual(await readdir(join(options.dataDir, 'uploads')), []);
  });
});
