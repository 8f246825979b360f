import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { compose } from '../../src/models/index.js';
import { createRedoxClient, type RedoxClient } from '../../src/proxy/redox/client.js';
import { compareBooks } from './books.js';
import type { Belief, Client } from './client.js';
import { type Document, hostMessage, makeDocument } from './documents.js';
import { GRANT } from './patient.js';
import { type Sandbox, startSandbox } from './sandbox.js';

const DOCUMENT_ID = crypto.randomUUID();
const document = makeDocument(
  { size: 1000, model: 'Notes', eventType: 'New', delivery: 'embed', output: 'send' },
  'a-document',
);

/** A client that has told its user this, one after the other, at the times given or now. */
const clientSaying = (...beliefs: (Omit<Belief, 'at'> & { at?: number })[]): Client => ({
  act() {},
  beliefs: () => beliefs.map(belief => ({ at: Date.now(), ...belief })),
  documentId: () => DOCUMENT_ID,
  close() {},
});
const before1970 = { at: -1, state: 'sending' } as const;
const SENT = [before1970, { state: 'sent' }] as const;

describe('the books', () => {
  let sandbox: Sandbox;
  let redox: RedoxClient;
  before(async () => {
    sandbox = await startSandbox();
    const url = `http://127.0.0.1:${sandbox.port}/_sandbox`;
    redox = createRedoxClient({ ...sandbox.credentials, apiUrl: url, blobUrl: url });
  });
  after(() => sandbox.close());
  beforeEach(() => sandbox.clear());

  async function arrive(changes: { bytes?: Uint8Array; documentId?: string; document?: Document } = {}) {
    const { file, model, eventType } = document;
    const bytes = changes.bytes ?? new Uint8Array(await file.arrayBuffer());
    const content = { base64: Buffer.from(bytes).toString('base64') };
    const message = { ...hostMessage(changes.document ?? document), Patient: GRANT.message?.Patient ?? {} };
    const documentId = changes.documentId ?? DOCUMENT_ID;
    const composed = compose({ model, eventType, file, content, documentId, message });
    await redox.send({ ...composed, Meta: { ...composed.Meta, ...GRANT.message?.Meta } });
  }
  const compare = (...beliefs: Parameters<typeof clientSaying>) =>
    compareBooks(clientSaying(...beliefs), [document], sandbox);

  test('agree when a document that is said to be sent stands there once', async () => {
    await arrive();
    assert.deepEqual(await compare(...SENT), []);
  });

  test('agree when nobody knows whether it stands there', async () => {
    const unconfirmed = [before1970, { state: 'failed', code: 'send-unconfirmed' }] as const;
    assert.deepEqual(await compare(...unconfirmed), []);
    await arrive();
    assert.deepEqual(await compare(...unconfirmed), []);
  });

  test('do not agree when it is said to be sent and does not stand there', async () => {
    assert.deepEqual(await compare(...SENT), ['a-document: is said to be sent, and does not stand there']);
  });

  test('do not agree when it stands there twice', async () => {
    await arrive();
    await arrive();
    assert.deepEqual(await compare(...SENT), ['a-document: stands there 2 times']);
  });

  test('do not agree when it stands there and was said to have failed, also where it was found out later', async () => {
    await arrive();
    const wrong = ['a-document: is said to have failed for certain (offline), and stands there'];
    assert.deepEqual(await compare(before1970, { state: 'failed', code: 'offline' }), wrong);
    assert.deepEqual(await compare(before1970, { state: 'failed', code: 'offline' }, { state: 'sent' }), wrong);
  });

  test('do not agree when it arrives after it was said to have failed', async () => {
    await arrive();
    const wrong = ['a-document: is said to have failed for certain (offline), and stands there'];
    assert.deepEqual(await compare(before1970, { at: 0, state: 'failed', code: 'offline' }), wrong);
  });

  test('do not agree when other bytes stand there, another DocumentID, or what nobody sent', async () => {
    await arrive({ bytes: new Uint8Array(1000) });
    assert.deepEqual(await compare(...SENT), ['a-document: has other bytes']);
    await sandbox.clear();
    await arrive({ documentId: crypto.randomUUID() });
    assert.deepEqual(await compare(...SENT), ['a-document: has another DocumentID']);
    await arrive({ document: { ...document, mark: 'somebody-else' } });
    assert.match((await compare(...SENT)).join(), /message \d+ is nobody's/);
  });
});
