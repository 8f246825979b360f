import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { sha256, someBytes } from '../sandbox/messages.js';
import { BASE, JSON_TYPE, ORIGIN, PATCH, problemOf, SECRET, startProxy, TUS, unboundMessage } from './setup.js';

const UNKNOWN = `uploads/${'0'.repeat(32)}`;
const ROUTES: [method: string, path: string][] = [
  ['POST', 'token'],
  ['POST', 'uploads'],
  ['HEAD', UNKNOWN],
  ['PATCH', UNKNOWN],
  ['DELETE', UNKNOWN],
  ['POST', `${UNKNOWN}/commit`],
  ['POST', 'messages'],
  ['GET', 'health/live'],
  ['GET', 'health/ready'],
];

const request = (method: string, path: string, headers: Record<string, string> = {}) =>
  new Request(`${BASE}/${path}`, { method, headers });

describe('who may call', () => {
  test('is no page of another origin, on any route, with a token or without', async t => {
    const { proxy, signIn } = await startProxy(t);
    const { token } = await signIn();
    for (const origin of [
      'https://evil.example',
      'null',
      'http://portal.test:8080',
      'http://portal.test.evil.example',
      'app://portal.test',
    ])
      for (const [method, path] of [...ROUTES, ['OPTIONS', 'token'], ['GET', 'nowhere']] as const) {
        const headers = { origin, authorization: `Bearer ${token}`, 'x-user': 'user-1' };
        const answer = await proxy(request(method, path, headers));
        assert.equal(answer.status, 403, `${method} ${path} from ${origin}`);
        assert.equal(answer.headers.get('access-control-allow-origin'), null);
      }
  });

  test('is a page of the own host, also where a proxy ends TLS', async t => {
    const { proxy } = await startProxy(t);
    for (const origin of [ORIGIN, 'https://portal.test']) {
      const answer = await proxy(request('POST', 'token', { origin, 'x-user': 'user-1' }));
      assert.equal(answer.status, 200, origin);
      assert.equal(answer.headers.get('access-control-allow-origin'), origin);
      assert.equal(answer.headers.get('access-control-allow-credentials'), 'true');
    }
  });

  test('is no page that came by http to a proxy that is reached by https', async t => {
    const { proxy } = await startProxy(t);
    const headers = { origin: ORIGIN, 'x-user': 'user-1' };
    for (const scheme of ['https', 'HTTPS, http']) {
      const behindTls = await proxy(request('POST', 'token', { ...headers, 'x-forwarded-proto': scheme }));
      assert.equal(behindTls.status, 403, scheme);
    }
    const byTls = await proxy(new Request('https://portal.test/redox/token', { method: 'POST', headers }));
    assert.equal(byTls.status, 403);
  });

  test('is a page of the origins in the options and of no other, whatever the Host header says', async t => {
    const { proxy } = await startProxy(t, { origins: ['https://portal.example'] });
    const statusFrom = async (origin: string, host: string) =>
      (await proxy(request('POST', 'token', { origin, host, 'x-user': 'user-1' }))).status;
    assert.equal(await statusFrom('https://portal.example', 'portal.test'), 200);
    for (const host of ['evil.example', 'portal.example', 'portal.test'])
      for (const origin of [`https://${host}:8443`, `http://${host}`, ORIGIN, 'https://evil.example'])
        assert.equal(await statusFrom(origin, host), 403, `${origin} at ${host}`);
  });

  test('is a client that is no browser, without an Origin, and no browser that leaves it out on the way from elsewhere', async t => {
    const { proxy } = await startProxy(t);
    const statusWith = async (headers: Record<string, string>) =>
      (await proxy(request('POST', 'token', { 'x-user': 'user-1', ...headers }))).status;
    assert.equal(await statusWith({}), 200);
    for (const site of ['cross-site', 'same-site']) assert.equal(await statusWith({ 'sec-fetch-site': site }), 403);
    for (const site of ['same-origin', 'none']) assert.equal(await statusWith({ 'sec-fetch-site': site }), 200);
  });

  test('is nobody whose token stands in the URL, where others read it', async t => {
    const { proxy, signIn, log } = await startProxy(t);
    const { token } = await signIn();
    for (const name of ['token', 'access_token', 'Authorization']) {
      const path = `${UNKNOWN}?${name}=${encodeURIComponent(token)}`;
      for (const headers of [{}, { authorization: `Bearer ${token}` }]) {
        const answer = await proxy(request('PATCH', path, headers));
        assert.equal(answer.status, 400);
        assert.match((await problemOf(answer)).detail ?? '', /Authorization header/);
      }
    }
    assert.ok(!log().includes(token));
  });

  test('is nobody without a token, whatever else is wrong with the request', async t => {
    const { proxy, log } = await startProxy(t);
    const withoutSession = ROUTES.filter(([, path]) => path !== 'token' && !path.startsWith('health'));
    for (const [method, path] of withoutSession) {
      const answer = await proxy(request(method, path, { 'upload-length': '99999999999', 'content-length': '1e9' }));
      assert.equal(answer.status, 401, `${method} ${path}`);
      assert.match(answer.headers.get('www-authenticate') ?? '', /^Bearer/);
      if (method !== 'HEAD') assert.equal((await problemOf(answer)).code, 'token-refused');
    }
    assert.equal(log().match(/"status":401/g)?.length, withoutSession.length);
  });

  test('is the owner alone, to whom every other upload looks like none', async t => {
    const { signIn } = await startProxy(t);
    const [owner, other] = [await signIn('user-1'), await signIn('user-2')];
    const bytes = someBytes(100);
    const path = await owner.upload(bytes);
    for (const user of [other, owner])
      for (const [method, suffix, headers] of [
        ['HEAD', '', TUS],
        ['PATCH', '', { ...PATCH, 'upload-offset': '100' }],
        ['POST', '/commit', JSON_TYPE],
        ['DELETE', '', TUS],
      ] as const) {
        const body = suffix ? JSON.stringify({ name: 'a', type: '', sha256: sha256(bytes) }) : undefined;
        const theirs = await user.call(method, path + suffix, { ...headers }, body);
        const none = await user.call(method, UNKNOWN + suffix, { ...headers }, body);
        assert.equal(none.status, 404);
        assert.equal(theirs.status === 404, user === other, `${method} ${suffix}`);
        if (user === other && method !== 'HEAD')
          assert.deepEqual(
            { ...(await problemOf(theirs)), requestId: '' },
            { ...(await problemOf(none)), requestId: '' },
          );
      }
  });

  test('is still the owner under a new secret, as long as the old one is in force beside it', async t => {
    const first = await startProxy(t);
    const bytes = someBytes(100);
    const path = await (await first.signIn()).upload(bytes);
    const uri = await (await first.signIn()).uploaded(bytes);
    await first.proxy.close();
    const secret = 'the second secret of these tests, just as long';
    const { dataDir, redox } = first;
    const second = await startProxy(t, { dataDir, redox, tokenSecret: [secret, SECRET] });
    const [owner, other] = [await second.signIn('user-1'), await second.signIn('user-2')];
    assert.equal((await other.commit(path, { sha256: sha256(bytes) })).status, 404);
    assert.equal((await owner.commit(path, { sha256: sha256(bytes) })).status, 201);
    assert.equal((await owner.send(unboundMessage('Media', { uri }))).status, 200);
    await second.proxy.close();
    const third = await startProxy(t, { dataDir, redox, tokenSecret: secret });
    assert.equal((await (await third.signIn()).call('HEAD', path, TUS)).status, 404);
  });

  test('gets no bytes back, by no method that the protocol does not need', async t => {
    const { signIn } = await startProxy(t);
    const user = await signIn();
    const path = await user.upload(someBytes(100));
    for (const method of ['GET', 'PUT', 'POST', 'PROPFIND']) {
      const answer = await user.call(method, path, TUS);
      assert.equal(answer.status, 405);
      assert.equal(answer.headers.get('allow'), 'HEAD, PATCH, DELETE, OPTIONS');
      assert.equal((await problemOf(answer)).code, 'method-not-allowed');
    }
    assert.equal((await user.call('GET', 'uploads')).status, 405);
    assert.equal((await user.call('GET', 'messages')).status, 405);
  });
});

describe('every answer', () => {
  test('to a preflight names what a tus client and the element send, and no wildcard', async t => {
    const { proxy } = await startProxy(t);
    const answer = await proxy(
      request('OPTIONS', UNKNOWN, { origin: ORIGIN, 'access-control-request-method': 'PATCH' }),
    );
    assert.equal(answer.status, 204);
    assert.equal(answer.headers.get('access-control-allow-origin'), ORIGIN);
    assert.equal(answer.headers.get('access-control-allow-methods'), 'HEAD, PATCH, DELETE, OPTIONS');
    const headers = answer.headers.get('access-control-allow-headers')?.toLowerCase().split(', ') ?? [];
    for (const name of ['authorization', 'content-type', 'idempotency-key', 'tus-resumable', 'upload-offset'])
      assert.ok(headers.includes(name), name);
    assert.ok(![...answer.headers.values()].some(value => value.includes('*')));
    assert.equal(answer.headers.get('tus-extension'), 'creation,creation-with-upload,termination,expiration');
    assert.equal(answer.headers.get('tus-max-size'), '30000000');
  });

  test('to a preflight allows the headers that a page’s authorize gives, and to no other origin', async t => {
    const { proxy } = await startProxy(t);
    const preflight = (origin: string) =>
      proxy(
        request('OPTIONS', 'token', {
          origin,
          'access-control-request-method': 'POST',
          'access-control-request-headers': 'previous-token, x-csrf-token,*',
        }),
      );
    const answer = await preflight(ORIGIN);
    assert.equal(answer.status, 204);
    const headers = answer.headers.get('access-control-allow-headers')?.toLowerCase().split(/, ?/) ?? [];
    for (const name of ['previous-token', 'x-csrf-token', 'authorization']) assert.ok(headers.includes(name), name);
    assert.ok(!headers.includes('*'));
    const refused = await preflight('https://elsewhere.example');
    assert.equal(refused.status, 403);
    assert.equal(refused.headers.get('access-control-allow-headers'), null);
  });

  test('may be kept by nobody and differs by origin', async t => {
    const { proxy } = await startProxy(t);
    for (const [method, path] of [...ROUTES, ['OPTIONS', 'messages'], ['GET', 'nowhere']] as const) {
      const { headers } = await proxy(request(method, path, { origin: ORIGIN }));
      assert.equal(headers.get('cache-control'), 'no-store', `${method} ${path}`);
      assert.equal(headers.get('vary'), 'Origin');
      assert.equal(headers.get('x-content-type-options'), 'nosniff');
      assert.match(headers.get('x-request-id') ?? '', /^[\da-f-]{36}$/);
      assert.match(headers.get('access-control-expose-headers') ?? '', /Location.*Upload-Offset/);
    }
  });

  test('to a HEAD has no body, an error either', async t => {
    const { proxy } = await startProxy(t);
    for (const path of [UNKNOWN, 'health/ready', 'nowhere'])
      assert.equal(await (await proxy(request('HEAD', path))).text(), '');
  });

  test('to an unknown path is 404, to a probe 200', async t => {
    const { proxy } = await startProxy(t);
    const noId = 'uploads/..%2f'.padEnd(UNKNOWN.length, '0');
    const unknown = ['', 'uploads/0', noId, `${noId}/commit`, 'uploads/../token/x', `${UNKNOWN}/other`, 'mytoken'];
    for (const path of [...unknown, 'health', 'metrics/x'])
      assert.equal((await proxy(request('GET', path))).status, 404, path);
    assert.deepEqual(await (await proxy(request('GET', 'health/live'))).json(), { status: 'live' });
    assert.deepEqual(await (await proxy(request('GET', 'health/ready'))).json(), { status: 'ready' });
  });
});
