import assert from 'node:assert/strict';
import { describe, type TestContext, test } from 'node:test';
import { createRedoxClient } from '../../../src/proxy/index.js';
import { received } from '../../sandbox/client.js';
import { serveHttp } from '../http-server.js';
import { codeOf, connect, errorOf, fileOf, note } from './support.js';

const HTML = { headers: { 'content-type': 'text/html' }, body: '<html><h1>Maintenance</h1></html>' };
const json = (value: unknown) => ({ headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) });

/** What is no answer of Redox's to anything. */
const NONSENSE: [what: string, answer: object][] = [
  ['a page of HTML', { status: 200, ...HTML }],
  ['truncated JSON', { status: 200, body: '{"Meta":{"Logs":[{"ID":"1"' }],
  ['an empty body', { status: 200 }],
  ['no content', { status: 204 }],
  ['bytes that are no text', { status: 200, body: '\u0000\ufffd"' }],
  ['null', { status: 200, ...json(null) }],
  ['a number', { status: 200, ...json(5) }],
  ['a list', { status: 200, ...json([{ Meta: {} }]) }],
  ['a Meta that is a text', { status: 200, ...json({ Meta: 'ok', URI: 7 }) }],
  ['a URI of another kind', { status: 201, ...json({ URI: 'javascript:alert(1)' }) }],
  ['a Meta of 7,000 levels', { status: 200, body: `{"Meta":{"Logs":${'['.repeat(7000)}${']'.repeat(7000)}}}` }],
  ['100 MB', { status: 200, body: ' ', size: 100_000_000 }],
  ['100 MB of JSON', { status: 200, body: '[[[[[[[[[[', size: 100_000_000 }],
  ['a gateway’s error in HTML', { status: 502, ...HTML }],
  ['a status that does not exist', { status: 599 }],
];

describe('instead of an answer', () => {
  for (const [what, answer] of NONSENSE) {
    test(`${what} leaves a message unconfirmed, and it is not sent again`, async t => {
      const { redox, fail, count } = await connect(t);
      await fail({ on: 'endpoint', kind: 'nonsense', ...answer });
      assert.equal(await codeOf(redox.send(note())), 'send-unconfirmed');
      assert.equal(count('/endpoint'), 1);
    });

    test(`${what} lets an upload fail that then succeeds`, async t => {
      const { redox, fail, sandbox } = await connect(t, { retries: 0 });
      await fail({ on: 'upload', kind: 'nonsense', ...answer });
      assert.equal(await codeOf(redox.upload(fileOf(100_000))), 'upload-failed');
      const { URI } = await redox.upload(fileOf(100_000));
      assert.equal((await received(sandbox)).files[0]?.uri, URI);
    });
  }

  test('a 403 of a firewall, in HTML, rejects both for good', async t => {
    const { redox, fail } = await connect(t);
    for (const on of ['upload', 'endpoint']) await fail({ on, kind: 'nonsense', ...HTML, status: 403 });
    assert.equal(await codeOf(redox.upload(fileOf(10))), 'redox-rejected');
    assert.equal(await codeOf(redox.send(note())), 'redox-rejected');
  });
});

describe('an answer that is odd', () => {
  test('with errors under a 200 is a rejection that names the field', async t => {
    const { redox, fail } = await connect(t);
    const Errors = [{ ID: 1, Text: 'Note.DocumentID is missing: Musterfrau', Type: 'message', Module: 'DataModels' }];
    await fail({ on: 'endpoint', kind: 'nonsense', status: 200, ...json({ Meta: { Errors, Logs: [{ ID: '1' }] } }) });
    const { code, detail } = await errorOf(redox.send(note()));
    assert.equal(code, 'redox-rejected');
    assert.match(detail, /names Note\.DocumentID$/);
  });

  for (const Text of [{ toString: 1 }, ['Note.DocumentID'], 7, null])
    test(`with ${JSON.stringify(Text)} for an error's text is a rejection all the same`, async t => {
      const { redox, fail } = await connect(t);
      await fail({ on: 'endpoint', kind: 'nonsense', status: 400, ...json({ Meta: { Errors: [{ Text }, null] } }) });
      const { code, detail } = await errorOf(redox.send(note()));
      assert.equal(code, 'redox-rejected');
      assert.equal(detail, 'Redox answered 400');
    });

  test('under another content type is read all the same', async t => {
    const { redox, fail } = await connect(t);
    const body = JSON.stringify({ Meta: { Logs: [{ ID: 'log-1' }], Message: { ID: 7 } } });
    await fail({ on: 'endpoint', kind: 'nonsense', status: 200, headers: { 'content-type': 'text/plain' }, body });
    const { logIds, messageId, transmissionId } = await redox.send(note());
    assert.deepEqual({ logIds, messageId, transmissionId }, { logIds: ['log-1'], messageId: 7, transmissionId: null });
  });

  for (const Logs of ['1', 7, null, {}, [null, 'x', {}, { ID: {} }, { ID: null }]])
    test(`with ${JSON.stringify(Logs)} for logs is an acceptance without any`, async t => {
      const { redox, fail } = await connect(t);
      const Meta = { Logs, Message: 'x', Transmission: { ID: [] } };
      await fail({ on: 'endpoint', kind: 'nonsense', status: 200, ...json({ Meta }) });
      const { response, ...accepted } = await redox.send(note());
      assert.deepEqual(accepted, { logIds: [], messageId: null, transmissionId: null });
      assert.deepEqual(response, { Meta });
    });
});

/** A server in Redox's place that answers each message with this, and the connections on which they came. */
async function serveAnswer(t: TestContext, answer: object) {
  const text = JSON.stringify(answer);
  const connections: unknown[] = [];
  const origin = await serveHttp(t, (request, response) => {
    request.resume().once('end', () => {
      const isToken = request.url?.startsWith('/auth/');
      if (!isToken) connections.push(request.socket);
      response.end(isToken ? '{"accessToken":"abc"}' : text);
    });
  });
  const redox = createRedoxClient({ apiUrl: origin, blobUrl: origin, apiKey: 'key', secret: 'secret' });
  return { redox, connections };
}

test('an answer that is longer than any of Redox’s is none', async t => {
  const Meta = { Logs: [{ ID: '1' }] };
  const { redox } = await serveAnswer(t, { Meta, more: 'x'.repeat(1_000_000) });
  assert.equal(await codeOf(redox.send(note())), 'send-unconfirmed');
});

test('a message goes over a connection of its own: a kept one may be closed as it begins, and it would be unconfirmed', async t => {
  const { redox, connections } = await serveAnswer(t, { Meta: { Logs: [{ ID: '1' }] } });
  for (let time = 0; time < 3; time++) await redox.send(note());
  assert.equal(new Set(connections).size, 3);
});

describe('a redirect', () => {
  for (const status of [301, 302, 303, 307, 308])
    test(`with ${status} is not followed: neither token nor file nor message goes elsewhere`, async t => {
      const visits: string[] = [];
      const elsewhere = await serveHttp(t, (request, response) => {
        visits.push(request.url ?? '');
        response.end('{}');
      });
      const { redox, fail } = await connect(t, { retries: 0 });
      const answer = { kind: 'nonsense', status, headers: { location: `${elsewhere}/there` } };
      for (const on of ['token', 'upload', 'endpoint']) await fail({ on, ...answer });
      assert.equal(await codeOf(redox.send(note())), 'upload-failed');
      assert.equal(await codeOf(redox.upload(fileOf(10))), 'upload-failed');
      assert.equal(await codeOf(redox.send(note())), 'send-unconfirmed');
      assert.deepEqual(visits, []);
    });
});
