import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { DATA_MODELS, type DataModel } from '../../src/models/index.js';
import { contentsIn, fileNameFor } from './documents.js';
import type { Said } from './playground.js';
import { openPortal, type Portal } from './portal.js';
import { EMPTY_PDF, type TestFile } from './test-files.js';

const EMBEDDED = [EMPTY_PDF.length + 1, 9_999_999];
const UPLOADED = [10_000_000, 29_900_000];

describe('A file', () => {
  let portal: Portal;
  before(async () => {
    portal = await openPortal();
  });
  after(async () => {
    await portal.close();
    assert.deepEqual(portal.playground.troubles, []);
  });
  beforeEach(() => portal.sandbox.clear());

  /** Picks a file in a fresh page. @returns the file, and what the element said of it at the end of its way */
  async function pick(model: DataModel, size: number, output: 'payload' | 'send') {
    const file = await portal.files.make(fileNameFor(model), size);
    await portal.playground.configure({ model, output });
    const said = await portal.playground.pick(file.path);
    const types = output === 'send' ? ['redox-payload', 'redox-sent'] : ['redox-payload'];
    assert.deepEqual(
      said.map(({ type }) => type),
      [...types, 'redox-complete'],
      JSON.stringify(said.map(({ error }) => error)),
    );
    return { file, last: said[types.length - 1] as Said };
  }

  /** The reference that Redox gave for the one file it has. */
  async function uploaded({ sha256, bytes }: TestFile, model: DataModel): Promise<string> {
    const { files } = await portal.sandbox.received();
    const [file] = files;
    assert.ok(file && files.length === 1);
    assert.deepEqual([file.sha256, file.size, file.name], [sha256, bytes.length, fileNameFor(model)]);
    return file.uri;
  }

  /** The one message that Redox has. */
  async function received(documentId: string | undefined, model: DataModel) {
    const { messages } = await portal.sandbox.received();
    const [only] = messages;
    assert.ok(only && messages.length === 1);
    return { id: only.id, contents: contentsIn(only.message, model, documentId) };
  }

  for (const model of DATA_MODELS) {
    for (const size of EMBEDDED) {
      test(`of ${size} bytes stands in a ${model} payload, byte for byte`, async () => {
        const { file, last } = await pick(model, size, 'payload');
        const contents = contentsIn(last.message, model, last.documentId);
        // Not assert.equal, whose report of a difference would be megabytes.
        assert.ok(contents === file.bytes.toString('base64'));
        assert.equal(last.delivery, 'embed');
        assert.deepEqual(await portal.sandbox.received(), { files: [], messages: [] });
      });

      test(`of ${size} bytes arrives within a ${model} message, byte for byte`, async () => {
        const { file, last } = await pick(model, size, 'send');
        const { id, contents } = await received(last.documentId, model);
        assert.deepEqual(contents, { size, sha256: file.sha256 });
        assert.ok(file.bytes.equals(await portal.sandbox.embedded(id)));
        assert.equal(last.delivery, 'embed');
        assert.deepEqual((await portal.sandbox.received()).files, []);
      });
    }

    for (const size of UPLOADED) {
      test(`of ${size} bytes is uploaded, and a ${model} payload refers to it`, async () => {
        const { file, last } = await pick(model, size, 'payload');
        assert.equal(contentsIn(last.message, model, last.documentId), await uploaded(file, model));
        assert.equal(last.delivery, 'upload');
        assert.deepEqual((await portal.sandbox.received()).messages, []);
      });

      test(`of ${size} bytes is uploaded, and the ${model} message that arrives refers to it`, async () => {
        const { file, last } = await pick(model, size, 'send');
        const { contents } = await received(last.documentId, model);
        assert.equal(contents, await uploaded(file, model));
        assert.equal(last.delivery, 'upload');
        assert.ok(last.result && last.result.logIds.length > 0);
      });
    }
  }
});
