import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { TokenResponse } from '../../src/protocol/index.js';
import type { Grant } from '../../src/proxy/index.js';
import { encryptClaims, importKey } from '../../src/proxy/jwt.js';
import { deriveKey } from '../../src/proxy/secrets.js';
import { BASE, grantFor, ORIGIN, problemOf, requestToken, SECRET, startProxy, TUS } from './setup.js';

const NEW_SECRET = 'the second secret of these tests, just as long';

/** What the token opens, seen from outside: 404 for an upload that is not there, 401 for a token that is not in force. */
const statusWith = async (
  call: (request: Request) => Promise<Response>,
  token: string,
  origin: string | null = ORIGIN,
) => {
  const headers = { ...TUS, authorization: `Bearer ${token}`, ...(origin !== null && { origin }) };
  return (await call(new Request(`${BASE}/uploads/${'0'.repeat(32)}`, { method: 'HEAD', headers }))).status;
};

describe('a token', () => {
  test('is given to whom the host knows, for ten minutes, with the limits that hold for them', async t => {
    const limits = { maxSize: 20_000_000, requestLimit: 50_000_000, models: ['Notes' as const] };
    const { proxy } = await startProxy(t, { authorize: () => ({ ...grantFor('user-1'), limits }) });
    const before = Date.now();
    const answer = await requestToken(proxy, 'user-1');
    const after = Date.now();
    assert.equal(answer.status, 200);
    const body = (await answer.json()) as TokenResponse;
    assert.deepEqual(body.limits, { maxSize: 20_000_000, requestLimit: 40_000_000, models: ['Notes'] });
    const expires = Date.parse(body.expiresAt);
    assert.ok(expires > before + 599_000 && expires <= after + 600_000, `${expires - before} ms`);
  });

  test('says of each limit the stricter of the proxy and the grant', async t => {
    const { proxy } = await startProxy(t, {
      limits: {
        maxSize: 20_000_000,
        requestLimit: 30_000_000,
        types: ['application/*', 'image/png'],
        models: ['Notes', 'Media'],
        destinations: ['a', 'b'],
        filesPerHour: 5,
        bytesPerHour: 90_000_000,
      },
      authorize: () => ({
        subject: 'user-1',
        limits: {
          maxSize: 25_000_000,
          requestLimit: 10_000_000,
          types: ['application/pdf', 'image/*'],
          models: ['Media', 'Results'],
          destinations: ['b', 'c'],
          filesPerHour: 9,
          bytesPerHour: 50_000_000,
        },
      }),
    });
    const { limits } = (await (await requestToken(proxy, 'user-1')).json()) as TokenResponse;
    assert.deepEqual(limits, {
      maxSize: 20_000_000,
      requestLimit: 10_000_000,
      types: ['image/png', 'application/pdf'],
      models: ['Media'],
      destinations: ['b'],
      filesPerHour: 5,
      bytesPerHour: 50_000_000,
    });
  });

  test('is refused to whom the host does not know', async t => {
    const { proxy } = await startProxy(t);
    const answer = await requestToken(proxy, '');
    assert.equal(answer.status, 401);
    assert.equal(answer.headers.get('content-type'), 'application/problem+json');
    const { requestId, ...problem } = await problemOf(answer);
    assert.match(requestId ?? '', /^[\da-f-]{36}$/);
    assert.deepEqual(problem, {
      type: 'about:blank',
      title: 'Unauthorized',
      status: 401,
      code: 'token-refused',
      detail: 'There is no session',
    });
  });

  test('is refused as well where the host looks its session up in a map, and finds undefined', async t => {
    const sessions = new Map([['session=1', grantFor('user-1')]]);
    const { proxy } = await startProxy(t, { authorize: ({ headers }) => sessions.get(headers.get('cookie') ?? '') });
    assert.equal((await requestToken(proxy, '')).status, 401);
  });

  test('shows nothing of the grant to whoever decodes it', async t => {
    const { signIn } = await startProxy(t);
    const { token } = await signIn('user-1@clinic.example');
    const parts = token.split('.').map(part => Buffer.from(part, 'base64url').toString('latin1'));
    assert.deepEqual(JSON.parse(parts[0] ?? ''), { alg: 'dir', enc: 'A256GCM' });
    for (const word of ['user-1', 'MRN-4711', 'Musterfrau', 'Patient', 'portal.test'])
      assert.ok(!parts.join('\n').includes(word) && !token.includes(word), word);
  });

  test('differs from every other for the same grant', async t => {
    const { signIn } = await startProxy(t);
    assert.notEqual((await signIn()).token, (await signIn()).token);
  });

  test('is good for the origin that it was issued to, and for requests without one, as a HEAD to the own origin is', async t => {
    const { proxy, signIn } = await startProxy(t, { origins: [ORIGIN, 'https://other.example'] });
    const { token } = await signIn('user-1', ORIGIN);
    assert.equal(await statusWith(proxy, token, ORIGIN), 404);
    assert.equal(await statusWith(proxy, token, null), 404);
    assert.equal(await statusWith(proxy, token, 'https://other.example'), 401);
  });

  test('is refused when anything of it was changed, when it is another kind of token, and when it has expired', async t => {
    const { proxy, signIn } = await startProxy(t);
    const { token } = await signIn();
    const [header, key, iv, text, tag] = token.split('.') as [string, string, string, string, string];
    const other = (part: string) => (part.startsWith('A') ? 'B' : 'A') + part.slice(1);
    const changed = [other(header), key, iv, text, tag].join('.');
    const forged = [header, key, iv, other(text), tag].join('.');
    const unsigned = [header, key, iv, text, other(tag)].join('.');
    for (const refused of [changed, forged, unsigned, 'eyJhbGciOiJub25lIn0.e30.', '', `${token}.`])
      assert.equal(await statusWith(proxy, refused), 401);
    t.mock.timers.enable({ apis: ['Date'], now: Date.now() + 599_000 });
    assert.equal(await statusWith(proxy, token), 404);
    t.mock.timers.tick(1_000);
    assert.equal(await statusWith(proxy, token), 401);
  });

  test('is good for its purpose alone, also where something else is encrypted with the same secret', async t => {
    const { proxy } = await startProxy(t);
    const claims = { sub: 'user-1', origin: ORIGIN };
    const inAMinute = Math.floor(Date.now() / 1000) + 60;
    const made = async (audience: string, purpose: string) =>
      encryptClaims(claims, audience, inAMinute, await importKey(deriveKey(SECRET, purpose)));
    assert.equal(await statusWith(proxy, await made('redox-file-sender', 'token')), 404);
    assert.equal(await statusWith(proxy, await made('a download', 'token')), 401);
    assert.equal(await statusWith(proxy, await made('redox-file-sender', 'owner')), 401);
    const secretItself = await importKey(new TextEncoder().encode(SECRET).slice(0, 32));
    assert.equal(
      await statusWith(proxy, await encryptClaims(claims, 'redox-file-sender', inAMinute, secretItself)),
      401,
    );
  });

  test('in place of an earlier one is for the same user alone, and whose the earlier one was is not said', async t => {
    const { proxy, signIn } = await startProxy(t);
    const { token } = await signIn('user-1');
    assert.equal((await requestToken(proxy, 'user-1', ORIGIN, token)).status, 200);
    const refused = await requestToken(proxy, 'user-2', ORIGIN, token);
    assert.equal(refused.status, 403);
    const text = await refused.text();
    assert.equal(JSON.parse(text).code, 'token-refused');
    assert.doesNotMatch(text, /user-[12]/);
    assert.equal((await requestToken(proxy, '', ORIGIN, token)).status, 401);
  });

  test('in place of one that has expired is for the same user alone, and in place of none of ours for nobody', async t => {
    const { proxy, signIn } = await startProxy(t, { tokenSecret: [NEW_SECRET, SECRET] });
    const old = await startProxy(t);
    const earlier = [(await signIn('user-1')).token, (await old.signIn('user-1')).token];
    t.mock.timers.enable({ apis: ['Date'], now: Date.now() + 30 * 24 * 60 * 60 * 1000 });
    for (const token of earlier) {
      assert.equal(await statusWith(proxy, token), 401);
      assert.equal((await requestToken(proxy, 'user-1', ORIGIN, token)).status, 200);
      assert.equal((await requestToken(proxy, 'user-2', ORIGIN, token)).status, 403);
    }
    for (const token of ['', 'user-1', `${earlier[0]}.`, earlier[0]?.replace(/.$/, '') ?? ''])
      assert.equal((await requestToken(proxy, 'user-1', ORIGIN, token)).status, 403);
  });

  test('is still good after a new secret was put before its own, and no more when its own is gone', async t => {
    const { signIn } = await startProxy(t);
    const { token } = await signIn();
    const rotated = await startProxy(t, { tokenSecret: [NEW_SECRET, SECRET] });
    assert.equal(await statusWith(rotated.proxy, token), 404);
    const later = await startProxy(t, { tokenSecret: NEW_SECRET });
    assert.equal(await statusWith(later.proxy, token), 401);
    assert.equal(await statusWith(later.proxy, (await rotated.signIn()).token), 404);
  });

  test('is not made from a grant that no header could carry, and the log says so', async t => {
    const note = { DocumentDescription: 'x'.repeat(8000) };
    const { proxy, log } = await startProxy(t, { authorize: () => ({ subject: 'user-1', message: { Note: note } }) });
    const answer = await requestToken(proxy, 'user-1');
    assert.equal(answer.status, 500);
    assert.equal((await problemOf(answer)).code, 'internal-server-error');
    assert.match(log(), /the grant makes a token of \d+ bytes; 7000 fit into a header/i);
  });

  test('is not made from something that is no grant, and the log names the field', async t => {
    const wrong: [unknown, RegExp][] = [
      [{ subject: '' }, /subject/],
      [{ subject: 'user-1', limit: { maxSize: 1 } }, /wrong is limit"/],
      [{ subject: 'user-1', limits: { maxSize: '1' } }, /limits\.maxSize/],
      [{ subject: 'user-1', limits: { maxSize: -1 } }, /limits\.maxSize/],
      [{ subject: 'user-1', limits: { models: ['Note'] } }, /limits\.models\.0/],
      [{ subject: 'user-1', limits: { maxsize: 1 } }, /wrong is limits\.maxsize"/],
      [{ subject: 'user-1', message: 'Patient' }, /message/],
      [true, /all of it/],
    ];
    for (const [grant, text] of wrong) {
      const { proxy, log } = await startProxy(t, { authorize: () => grant as Grant });
      assert.equal((await requestToken(proxy, 'user-1')).status, 500);
      assert.match(log(), text);
    }
  });

  test('is never made where the proxy itself was given a limit that it does not know', async t => {
    const limits = JSON.parse('{"maxsize":1}');
    await assert.rejects(startProxy(t, { limits }), /^TypeError: limits must hold limits alone: wrong is maxsize$/);
  });

  test('is not made when the host fails, and the log has nothing of what it said', async t => {
    const { proxy, log } = await startProxy(t, {
      authorize: () => {
        throw new Error('no session for Bettina Musterfrau');
      },
    });
    assert.equal((await requestToken(proxy, 'user-1')).status, 500);
    assert.match(log(), /"level":50.*"error":"Error"/);
    assert.doesNotMatch(log(), /Musterfrau/);
  });
});
