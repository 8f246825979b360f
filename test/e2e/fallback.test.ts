import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { DATA_MODELS } from '../../src/models/index.js';
import { contentsIn, fileNameFor } from './documents.js';
import { openPortal, type Portal } from './portal.js';

describe('When Redox refuses an embedded file because the request is too large', () => {
  let portal: Portal;
  before(async () => {
    portal = await openPortal();
  });
  after(() => portal.close());
  beforeEach(() => portal.sandbox.clear());

  for (const model of DATA_MODELS)
    test(`the file is uploaded instead, once, and one ${model} message refers to it`, async () => {
      const { playground, sandbox } = portal;
      await sandbox.limit({ request: 1_000_000 });
      const file = await portal.files.make(fileNameFor(model), 2_000_000);
      await playground.configure({ model, output: 'send' });
      const said = await playground.pick(file.path);
      const sent = said.find(({ type }) => type === 'redox-sent');
      const { files, messages } = await sandbox.received();
      assert.equal(sent?.delivery, 'upload', JSON.stringify(said));
      assert.deepEqual(
        files.map(({ sha256 }) => sha256),
        [file.sha256],
      );
      assert.equal(messages.length, 1);
      assert.equal(contentsIn(messages[0]?.message, model, sent?.documentId), files[0]?.uri);
      assert.deepEqual(playground.troubles, []);
    });

  test('a file that the upload does not take either is refused, after one try of each', async () => {
    const { playground, sandbox } = portal;
    await sandbox.limit({ request: 1_000_000, file: 1_000_000 });
    const file = await portal.files.make('scan.pdf', 2_000_000);
    await playground.configure({ output: 'send' });
    const commits = countOf(playground, /\/uploads\/[^/]+\/commit$/);
    const messages = countOf(playground, /\/messages$/);
    const said = await playground.pick(file.path);
    assert.equal(said.find(({ error }) => error)?.error?.code, 'file-too-large');
    assert.deepEqual([messages.count, commits.count], [1, 1]);
    assert.deepEqual(await sandbox.received(), { files: [], messages: [] });
  });

  test('a file that may only be embedded is refused', async () => {
    const { playground, sandbox } = portal;
    await sandbox.limit({ request: 1_000_000 });
    const file = await portal.files.make('scan.pdf', 2_000_000);
    await playground.configure({ output: 'send', delivery: 'embed' });
    const said = await playground.pick(file.path);
    assert.equal(said.find(({ error }) => error)?.error?.code, 'file-too-large');
    assert.deepEqual(await sandbox.received(), { files: [], messages: [] });
  });
});

/** Counts the page's requests to an address from now on. */
function countOf({ page }: Portal['playground'], address: RegExp) {
  const counted = { count: 0 };
  page.on('request', request => {
    if (request.method() === 'POST' && address.test(new URL(request.url()).pathname)) counted.count++;
  });
  return counted;
}
