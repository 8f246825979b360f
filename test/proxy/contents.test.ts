import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import type { CommitResponse } from '../../src/protocol/index.js';
import type { Limits } from '../../src/proxy/index.js';
import { bytesOf } from '../samples/bytes.js';
import { ARCHIVES, PROGRAMS } from '../samples/containers.js';
import { SAMPLES } from '../samples/index.js';
import { jpeg, png } from '../samples/media.js';
import { pdf } from '../samples/pdf.js';
import { received } from '../sandbox/client.js';
import { base64, sha256, someBytes } from '../sandbox/messages.js';
import { grantFor, PATCH, problemOf, startProxy, TUS, type User, unboundMessage } from './setup.js';

const start = (t: TestContext, limits: Limits = {}) =>
  startProxy(t, { authorize: () => ({ ...grantFor('user-1'), limits }) });

type Bytes = Uint8Array<ArrayBuffer>;
const uploaded = async (user: User, bytes: Bytes, name: string, type = '') =>
  user.commit(await user.upload(bytes), { name, type, sha256: sha256(bytes) });

/** A message with a file in it that says of itself what is given. */
function embedded(bytes: Bytes, names: { FileName?: string; FileType?: string }) {
  const {
    FileName: _name,
    FileType: _type,
    ...Note
  } = (unboundMessage('Notes', { base64: base64(bytes) }) as { Note: Record<string, unknown> }).Note;
  return { ...unboundMessage('Notes', { base64: '' }), Note: { ...Note, ...names } };
}

const codeOf = async (answer: Response) => (answer.ok ? answer.status : (await problemOf(answer)).code);

describe('whatever a browser says, the proxy', () => {
  test('takes a file of every kind, and tells Redox what it is by its contents', async t => {
    const { sandbox, signIn } = await start(t);
    const user = await signIn();
    for (const { bytes, extension, type } of SAMPLES) {
      assert.equal((await uploaded(user, bytes, `file.${extension}`)).status, 201, extension);
      assert.equal((await received(sandbox)).files.at(-1)?.type, type);
      const answer = await user.send(embedded(bytes, { FileType: extension.toUpperCase() }));
      assert.equal(answer.status, 200, extension);
    }
  });

  test('takes no program and no archive, under whatever name, and keeps none', async t => {
    const { sandbox, dataDir, signIn } = await start(t);
    const user = await signIn();
    for (const [what, text] of Object.entries({ ...PROGRAMS, ...ARCHIVES })) {
      const bytes = bytesOf(text);
      const named = await codeOf(await uploaded(user, bytes, 'consent.pdf', 'application/pdf'));
      assert.ok(named === 'file-type-mismatch' || named === 'file-type-not-accepted', `${what}: ${named}`);
      assert.equal(await codeOf(await uploaded(user, bytes, 'consent')), 'file-type-not-accepted', what);
      assert.equal(await codeOf(await user.send(embedded(bytes, {}))), 'file-type-not-accepted', what);
    }
    assert.deepEqual(await received(sandbox), { files: [], messages: [] });
    assert.deepEqual(await readdir(join(dataDir, 'uploads')), []);
  });

  test('takes no program that takes the place of a file once that was looked at', async t => {
    const nothing = { before: async () => {}, after: async () => {} };
    let meanwhile = nothing;
    const { sandbox, signIn } = await startProxy(t, {
      async scan(file) {
        await meanwhile.before();
        await new Response(file).arrayBuffer();
        await meanwhile.after();
        return true;
      },
    });
    const user = await signIn();
    const key = crypto.randomUUID();
    const upload = async (bytes: Bytes) => {
      const length = { 'upload-length': String(bytes.length) };
      const created = await user.call('POST', 'uploads', { ...TUS, ...length, 'idempotency-key': key });
      const path = created.headers.get('location') ?? '';
      assert.equal((await user.call('PATCH', path, { ...PATCH, 'upload-offset': '0' }, bytes)).status, 204);
      return path;
    };
    const program = bytesOf(PROGRAMS['a Windows program'] ?? '');
    const harmless = someBytes(program.length);
    for (const [bytes, when] of [
      [program, 'before'],
      [harmless, 'after'],
    ] as const) {
      const path = await upload(harmless);
      const swap = async () => {
        assert.equal((await user.call('DELETE', path, TUS)).status, 204);
        assert.equal(await upload(program), path);
      };
      meanwhile = { ...nothing, [when]: swap };
      assert.equal(await codeOf(await user.commit(path, { sha256: sha256(bytes) })), 'integrity-mismatch');
    }
    assert.deepEqual((await received(sandbox)).files, []);
  });

  test('takes no file that is something else than its name, its type or its FileType says', async t => {
    const { signIn } = await start(t);
    const user = await signIn();
    for (const [name, type] of [
      ['consent.pdf', ''],
      ['consent', 'application/pdf'],
      ['photo.png', 'application/pdf'],
    ] as const)
      assert.equal(await codeOf(await uploaded(user, png(), name, type)), 'file-type-mismatch');
    for (const names of [{ FileName: 'a.pdf' }, { FileType: 'PDF' }, { FileName: 'a.png', FileType: 'PDF' }])
      assert.equal(await codeOf(await user.send(embedded(png(), names))), 'file-type-mismatch');
    assert.equal(await codeOf(await user.send(embedded(png(), { FileName: 'a.png', FileType: 'PNG' }))), 200);
  });

  test('takes no PDF that nobody can open', async t => {
    const { signIn } = await start(t);
    const user = await signIn();
    const encrypted = pdf({ trailer: '/Encrypt 5 0 R' });
    assert.equal(await codeOf(await uploaded(user, encrypted, 'consent.pdf')), 'file-encrypted');
    assert.equal(await codeOf(await user.send(embedded(encrypted, { FileType: 'PDF' }))), 'file-encrypted');
    assert.equal(await codeOf(await uploaded(user, pdf(), 'consent.pdf')), 201);
  });

  test('takes only what a file is among the types of the grant, not what it is called', async t => {
    const { signIn } = await start(t, { types: ['IMAGE/png', 'application/*'] });
    const user = await signIn();
    for (const [bytes, name, type, expected] of [
      [jpeg(), 'photo', '', 'file-type-not-accepted'],
      [jpeg(), 'photo.jpg', 'image/jpeg', 'file-type-not-accepted'],
      [bytesOf('Allergies: none'), 'letter', '', 'file-type-not-accepted'],
      [bytesOf('MSH|^~'), 'result.hl7', 'applications/hl7', 'file-type-not-accepted'],
      [png(), 'photo', '', 201],
      [pdf(), 'consent', 'APPLICATION/PDF;version=1.7', 201],
    ] as const)
      assert.equal(await codeOf(await uploaded(user, bytes, name, type)), expected, name);
    assert.equal(await codeOf(await user.send(embedded(jpeg(), {}))), 'file-type-not-accepted');
    assert.equal(await codeOf(await user.send(embedded(png(), {}))), 200);
  });

  test('looks at every file in a message, and at nothing that only looks like one', async t => {
    const { sandbox, signIn } = await start(t, { types: ['image/png'] });
    const user = await signIn();
    const file = (bytes: Bytes) => ({ Code: '58410-2', ValueType: 'Encapsulated Data', Value: base64(bytes) });
    const holding = (...Results: object[]) => ({
      ...unboundMessage('Results', { base64: '' }),
      Orders: [{ ID: '1', Status: 'Resulted', Results }],
    });
    const program = bytesOf(PROGRAMS['a Windows program'] ?? '');
    const outcome = { Code: '94500-6', ValueType: 'String', Value: 'Negative' };
    assert.equal(await codeOf(await user.send(holding(file(png()), file(program)))), 'file-type-not-accepted');
    assert.deepEqual((await received(sandbox)).messages, []);
    assert.equal(await codeOf(await user.send(holding(file(png()), outcome, file(png())))), 200);
  });

  test('takes a whole embedded file no larger than the grant allows', async t => {
    const { signIn } = await start(t, { maxSize: 1000 });
    const user = await signIn();
    const large = pdf({ contents: 'x'.repeat(1000) });
    assert.equal(await codeOf(await user.send(embedded(large, {}))), 'file-too-large');
  });
});

describe('an upload that was begun under another grant', () => {
  test('goes to Redox no larger than the grant of its commit allows, and is not kept', async t => {
    const limits: Limits = { maxSize: 1000 };
    const { sandbox, dataDir, signIn } = await start(t, limits);
    const bytes = someBytes(1000);
    const path = await (await signIn()).upload(bytes);
    limits.maxSize = 999;
    const later = await signIn();
    const answer = await later.commit(path, { sha256: sha256(bytes) });
    assert.equal(answer.status, 413);
    assert.equal(await codeOf(answer), 'file-too-large');
    assert.deepEqual((await received(sandbox)).files, []);
    assert.deepEqual(await readdir(join(dataDir, 'uploads')), []);
    assert.equal((await later.commit(path, { sha256: sha256(bytes) })).status, 404);
  });
});

describe("a file's name", () => {
  const HOSTILE: [name: string, clean: string][] = [
    ['../../etc/passwd.pdf', 'passwd.pdf'],
    ['C:\\Users\\Eve\\consent.pdf', 'consent.pdf'],
    ['a"; filename="b.pdf', "a'; filename='b.pdf"],
    ['a\r\nContent-Type: text\r\n\r\n.pdf', 'aContent-Type: text.pdf'],
    ['consent\u202efdp.pdf', 'consentfdp.pdf'],
    [`${'x'.repeat(2000)}.pdf`, `${'x'.repeat(196)}.pdf`],
    [`${'x'.repeat(195)}😀.pdf`, `${'x'.repeat(195)}.pdf`],
    ['😀 \ud83d.pdf', '😀 .pdf'],
    ['\ufeffcon\u00adsent\u2060.pdf\u200b', 'consent.pdf'],
    ['نامه\u200cها.pdf', 'نامه\u200cها.pdf'],
  ];

  test('is cleaned for Redox and for the chart, and never names a file here', async t => {
    const { sandbox, dataDir, signIn } = await start(t);
    const user = await signIn();
    for (const [name, clean] of HOSTILE) {
      assert.equal((await uploaded(user, pdf(), name)).status, 201, clean);
      assert.equal((await user.send(embedded(pdf(), { FileName: name, FileType: 'PDF' }))).status, 200, clean);
      const { files, messages } = await received(sandbox);
      assert.equal(files.at(-1)?.name, clean);
      const sent = messages.at(-1)?.message as { Note: { FileName: string } } | undefined;
      assert.equal(sent?.Note.FileName, clean);
    }
    const { Media, ...others } = unboundMessage('Media', { base64: base64(pdf()) }) as Record<string, object>;
    assert.equal(
      (await user.send({ ...others, Media: { ...Media, FileName: '../consent\u202efdp.pdf' } })).status,
      200,
    );
    const photo = (await received(sandbox)).messages.at(-1)?.message as { Media: { FileName: string } } | undefined;
    assert.equal(photo?.Media.FileName, 'consentfdp.pdf');
    assert.equal((await uploaded(user, bytesOf('MSH|'), 'result.hl7', 'x/y\r\nX-Injected: 1')).status, 201);
    assert.equal((await received(sandbox)).files.at(-1)?.type, 'application/octet-stream');
    assert.equal((await uploaded(user, pdf(), '')).status, 201);
    assert.equal((await received(sandbox)).files.at(-1)?.name, 'file');
    const names = await readdir(dataDir, { recursive: true });
    assert.deepEqual(names.sort(), ['ledger', 'ledger/data.mdb', 'ledger/lock.mdb', 'uploads']);
  });

  test('makes no script of a text, whichever request it comes with and whatever it is hidden behind', async t => {
    const { sandbox, signIn } = await start(t);
    const user = await signIn();
    const text = bytesOf('@echo off');
    const long = `${'x'.repeat(196)}.bat${'y'.repeat(20)}`;
    for (const name of ['run.bat', 'run.bat\u200e', 'run.bat\0', '\ufeffrun.bat\u200b', long]) {
      assert.equal(await codeOf(await uploaded(user, text, name)), 'file-type-not-accepted', name);
      assert.equal(await codeOf(await user.send(embedded(text, { FileName: name }))), 'file-type-not-accepted', name);
    }
    const { URI } = (await (await uploaded(user, text, 'notes.txt')).json()) as CommitResponse;
    for (const names of [{ FileName: 'run.bat' }, { FileName: 'notes.txt', FileType: 'BAT' }, { FileType: 'exe' }]) {
      const message = embedded(text, names);
      const answer = await user.send({ ...message, Note: { ...message.Note, FileContents: URI } });
      assert.equal(await codeOf(answer), 'file-type-not-accepted', JSON.stringify(names));
    }
    assert.deepEqual((await received(sandbox)).messages, []);
  });
});
