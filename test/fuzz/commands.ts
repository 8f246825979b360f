import assert from 'node:assert/strict';
import fc from 'fast-check';
import { JSON_TYPE, PATCH, unboundMessage } from '../proxy/setup.js';
import { base64, sha256, someBytes } from '../sandbox/messages.js';
import { USERS, type UserName } from './tokens.js';
import type { KnownUpload, Model, World } from './world.js';

/** What users do in any order, and what the proxy has to answer to that as things are. */
type Command = fc.AsyncCommand<Model, World>;

const users = fc.constantFrom(...USERS);
const places = fc.nat(7);

const command = (what: string, run: Command['run'], check: Command['check'] = () => true): Command => ({
  check,
  run,
  toString: () => what,
});

/** With one of the uploads, if there is any, whoever's it is. */
const withUpload = (what: string, at: number, run: (upload: KnownUpload, world: World) => Promise<void>): Command =>
  command(
    `${what} ${at}`,
    ({ uploads }, world) => run(uploads[at % uploads.length] as KnownUpload, world),
    ({ uploads }) => uploads.length > 0,
  );

/** To whom it is not, or no longer, an upload looks like none. */
const isNone = ({ owner, gone }: KnownUpload, user: UserName): boolean => gone || owner !== user;

const create = fc
  .record({ user: users, size: fc.integer({ min: 1, max: 3000 }), share: fc.constantFrom(null, 0, 0.5, 1, 1, 1.5) })
  .map(({ user, size, share }) => {
    const first = share === null ? null : Math.ceil(size * share);
    return command(`${user} creates ${size} bytes with ${first}`, async ({ uploads }, { ask }) => {
      const bytes = someBytes(size);
      const body = first === null ? undefined : someBytes(first);
      const headers = { ...(body && PATCH), 'upload-length': String(size) };
      if (body && first !== null && first <= size) body.set(bytes.subarray(0, first));
      const answer = await ask(user, 'POST', 'uploads', { headers, body });
      if (first !== null && first > size) return assert.equal(answer.status, 413);
      assert.equal(answer.status, 201);
      const id = answer.headers.get('location')?.slice('uploads/'.length) ?? '';
      uploads.push({ id, owner: user, bytes, offset: first ?? 0, gone: false });
    });
  });

const patch = fc
  .record({
    user: users,
    at: places,
    shift: fc.constantFrom(0, 0, 0, 0, -1, 1, 5000),
    length: fc.oneof(fc.nat(3000), fc.constant(3000)),
  })
  .map(({ user, at, shift, length }) =>
    withUpload(`${user} patches ${length} bytes, off by ${shift}, to`, at, async (upload, { ask }) => {
      const { id, bytes, offset, uri } = upload;
      const from = offset + shift;
      const body = bytes.slice(offset, offset + length);
      const answer = await ask(user, 'PATCH', `uploads/${id}`, {
        headers: { ...PATCH, 'upload-offset': String(from) },
        body,
      });
      if (isNone(upload, user) || uri) return assert.equal(answer.status, 404);
      if (from < 0) return assert.equal(answer.status, 400);
      if (shift !== 0) return assert.equal(answer.status, 409);
      assert.equal(answer.status, 204);
      upload.offset += body.length;
      assert.equal(answer.headers.get('upload-offset'), String(upload.offset));
    }),
  );

const patchTooMuch = fc.record({ user: users, at: places }).map(({ user, at }) =>
  withUpload(`${user} patches more than there is to`, at, async (upload, { ask }) => {
    const { id, bytes, offset, uri } = upload;
    const body = new Uint8Array([...bytes.subarray(offset), 1, 2, 3]);
    const headers = { ...PATCH, 'upload-offset': String(offset) };
    const answer = await ask(user, 'PATCH', `uploads/${id}`, { headers, body });
    assert.equal(answer.status, isNone(upload, user) || uri ? 404 : 413);
  }),
);

const patchAtOnce = fc
  .record({ user: users, at: places, length: fc.integer({ min: 1, max: 3000 }) })
  .map(({ user, at, length }) =>
    withUpload(`${user} patches ${length} bytes three times at once to`, at, async (upload, { ask }) => {
      const { id, bytes, offset, uri } = upload;
      const body = bytes.slice(offset, offset + length);
      const headers = { ...PATCH, 'upload-offset': String(offset) };
      const answers = await Promise.all([1, 2, 3].map(() => ask(user, 'PATCH', `uploads/${id}`, { headers, body })));
      const statuses = answers.map(({ status }) => status).sort();
      if (isNone(upload, user) || uri) return assert.deepEqual(statuses, [404, 404, 404]);
      // Nothing is left to be patched: all three say so.
      if (body.length === 0) return assert.deepEqual(statuses, [204, 204, 204]);
      assert.deepEqual(statuses, [204, 409, 409]);
      upload.offset += body.length;
    }),
  );

const remove = fc.record({ user: users, at: places }).map(({ user, at }) =>
  withUpload(`${user} deletes`, at, async (upload, { ask }) => {
    const answer = await ask(user, 'DELETE', `uploads/${upload.id}`);
    if (isNone(upload, user)) return assert.equal(answer.status, 404);
    assert.equal(answer.status, 204);
    upload.gone = true;
  }),
);

const commit = fc
  .record({ user: users, at: places, right: fc.boolean(), times: fc.constantFrom(1, 1, 4) })
  .map(({ user, at, right, times }) =>
    withUpload(
      `${user} commits ${times} times with the ${right ? 'right' : 'wrong'} hash`,
      at,
      async (upload, world) => {
        const hash = sha256(right ? upload.bytes : someBytes(1));
        const body = JSON.stringify({ name: 'a', type: '', sha256: hash });
        const answers = await Promise.all(
          Array.from({ length: times }, () =>
            world.ask(user, 'POST', `uploads/${upload.id}/commit`, { headers: JSON_TYPE, body }),
          ),
        );
        const statuses = new Set(answers.map(({ status }) => status));
        if (isNone(upload, user)) return assert.deepEqual(statuses, new Set([404]));
        const complete = upload.uri || upload.offset === upload.bytes.length;
        if (!complete) return assert.deepEqual(statuses, new Set([409]));
        if (!right && upload.bytes.length !== 1) {
          assert.deepEqual(statuses, new Set([422]));
          if (!upload.uri) upload.gone = true;
          return;
        }
        assert.deepEqual(statuses, new Set([201]));
        const uris = new Set(answers.map(({ text }) => (JSON.parse(text) as { URI: string }).URI));
        if (upload.uri) uris.add(upload.uri);
        assert.equal(uris.size, 1, 'every commit of an upload has the same answer');
        upload.uri = [...uris].join();
      },
    ),
  );

const send = fc
  .record({
    user: users,
    key: fc.nat(1),
    content: fc.oneof(places, fc.constantFrom('one', 'other')),
    times: fc.constantFrom(1, 1, 5),
  })
  .map(({ user, key: number, content, times }) =>
    command(`${user} sends ${content} under key ${number} ${times} times`, async (model, { ask, keys }) => {
      const key = keys[number] as string;
      const upload = typeof content === 'number' ? model.uploads[content % model.uploads.length] : undefined;
      if (typeof content === 'number' && !upload) return;
      const uri = upload ? (upload.uri ?? `https://blob.redoxengine.com/upload/${upload.id}`) : undefined;
      const message = unboundMessage(
        'Notes',
        uri ? { uri } : { base64: base64(someBytes(20 + String(content).length)) },
      );
      Object.assign(message, { Meta: { ...message.Meta, EventDateTime: '2026-01-01T00:00:00Z' } });
      Object.assign((message as { Note: object }).Note, { DocumentID: key });
      const body = JSON.stringify(message);
      const headers = { ...JSON_TYPE, 'idempotency-key': key };
      const answers = await Promise.all(
        Array.from({ length: times }, () => ask(user, 'POST', 'messages', { headers, body })),
      );
      const statuses = new Set(answers.map(({ status }) => status));
      const known = model.sends.get(key);
      const refers = upload && (isNone(upload, user) || !upload.uri);
      const isOthers = known && (known.owner !== user || known.content !== body);
      if (refers || isOthers) return assert.deepEqual(statuses, new Set([422]));
      assert.deepEqual(statuses, new Set([200]));
      const texts = new Set(answers.map(({ text }) => text));
      if (known) texts.add(known.answer);
      assert.equal(texts.size, 1, 'every send under a key has the same answer');
      model.sends.set(key, { owner: user, content: body, answer: [...texts].join() });
    }),
  );

export const commands = fc.commands(
  [create, create, patch, patch, patchTooMuch, patchAtOnce, remove, commit, commit, send],
  {
    maxCommands: 40,
    size: '+1',
  },
);
