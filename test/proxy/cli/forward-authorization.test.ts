import assert from 'node:assert/strict';
import type { RequestListener } from 'node:http';
import { describe, type TestContext, test } from 'node:test';
import { forwardAuthorization } from '../../../src/proxy/cli/forward-authorization.js';
import { serveHttp } from '../http-server.js';
import { problemOf, requestToken, startProxy } from '../setup.js';
import { startPortal } from './portal.js';

const answering = (status: number, body: string | Uint8Array = '', headers = {}): RequestListener => {
  return (_request, response) => void response.writeHead(status, headers).end(body);
};

/** The answer to `POST token` where the portal answers so. */
async function tokenAnswer(t: TestContext, answer: RequestListener, timeout?: number): Promise<Response> {
  const { url } = await startPortal(t, answer);
  const { proxy } = await startProxy(t, { authorize: forwardAuthorization(url, timeout) });
  return requestToken(proxy, 'user-1');
}

describe('forward authorization', () => {
  test('asks by POST with cookies and headers, but for what is about the body, this one hop or the proxy alone', async t => {
    const { url, asked } = await startPortal(t);
    const authorize = forwardAuthorization(url);
    const headers = {
      cookie: 'session=user-7',
      authorization: 'Basic abc',
      origin: 'https://portal.example',
      'accept-language': 'de',
      'x-csrf-token': 'token-1',
      'x-forwarded-for': '192.0.2.1',
      'content-type': 'text/plain',
      'content-length': '4',
      accept: 'text/html',
      'accept-encoding': 'zstd',
      expect: '100-continue',
      'proxy-authorization': 'Basic def',
      te: 'trailers',
      upgrade: 'h2c',
      connection: 'upgrade, X-Hop',
      'x-hop': '1',
      'previous-token': 'a.token.of.the.proxy',
      host: 'portal.example',
    };
    const request = new Request('http://10.0.0.1:8080/redox/token', { method: 'POST', body: 'body', headers });
    assert.equal((await authorize(request))?.subject, 'user-7');
    const [first, ...others] = asked;
    assert.deepEqual([first?.method, first?.url, first?.body, others.length], ['POST', '/redox-grant', '', 0]);
    const { cookie, authorization, origin } = first?.headers ?? {};
    assert.deepEqual([cookie, authorization, origin], ['session=user-7', 'Basic abc', 'https://portal.example']);
    assert.equal(first?.headers['x-csrf-token'], 'token-1');
    assert.equal(first?.headers['x-forwarded-for'], '192.0.2.1');
    assert.equal(first?.headers['x-forwarded-host'], 'portal.example');
    for (const name of ['content-type', 'te', 'upgrade', 'x-hop', 'proxy-authorization', 'previous-token'])
      assert.equal(first?.headers[name], undefined, name);
    assert.equal(first?.headers.accept, 'application/json');
    assert.doesNotMatch(first?.headers['accept-encoding'] ?? '', /zstd/);
    assert.match(first?.headers.host ?? '', /^127\.0\.0\.1/);
  });

  test('lets nobody in whom the portal does not let in', async t => {
    for (const status of [401, 403]) {
      const answer = await tokenAnswer(t, answering(status, '{"subject":"user-1"}'));
      assert.equal(answer.status, status);
      assert.equal((await problemOf(answer)).code, 'token-refused');
    }
  });

  const errors: [what: string, answer: RequestListener, detail: RegExp][] = [
    ['500', answering(500, '{"subject":"user-1"}'), /^AUTHORIZE_URL answered 500$/],
    ['404', answering(404), /^AUTHORIZE_URL answered 404$/],
    ['201', answering(201, '{"subject":"user-1"}'), /^AUTHORIZE_URL answered 201$/],
    ['204', answering(204), /^AUTHORIZE_URL answered 204$/],
    ['a page of HTML', answering(200, '<p>Musterfrau'), /^AUTHORIZE_URL answered 200 without JSON$/],
    ['nothing', answering(200), /without JSON$/],
    ['a grant and half a character', answering(200, Buffer.from('{"subject":"a"}\xc3', 'latin1')), /without JSON$/],
    ['null', answering(200, 'null'), /wrong is all of it$/],
    ['no subject', answering(200, '{"message":{}}'), /wrong is subject$/],
    ['a misspelt limit', answering(200, '{"subject":"a","limit":{"maxSize":1}}'), /wrong is limit$/],
    ['10 MB', answering(200, `"${'x'.repeat(10_000_000)}"`), /^AUTHORIZE_URL answered more than 65536 bytes$/],
  ];
  for (const [what, answer, detail] of errors)
    test(`takes ${what} for an error of the portal's, and lets nobody in`, async t => {
      const refused = await tokenAnswer(t, answer);
      assert.equal(refused.status, 502);
      const problem = await problemOf(refused);
      assert.equal(problem.code, 'bad-gateway');
      assert.match(problem.detail ?? '', detail);
    });

  test('follows no redirect, so that cookies go nowhere else', async t => {
    let visits = 0;
    const elsewhere = await serveHttp(t, (_request, response) => {
      visits++;
      response.end('{"subject":"user-1"}');
    });
    for (const status of [301, 302, 303, 307, 308])
      assert.equal((await tokenAnswer(t, answering(status, '', { location: elsewhere }))).status, 502);
    assert.equal(visits, 0);
  });

  test('says that it is not available when the portal does not answer', async t => {
    const silent: RequestListener = () => {};
    const trickling: RequestListener = (_request, response) => {
      const timer = setInterval(() => response.write(' '), 50);
      response.once('close', () => clearInterval(timer));
    };
    const cutting: RequestListener = request => void request.socket.destroy();
    for (const answer of [silent, trickling, cutting]) {
      const refused = await tokenAnswer(t, answer, 300);
      assert.equal(refused.status, 503);
      assert.equal((await problemOf(refused)).code, 'service-unavailable');
    }
    const { proxy } = await startProxy(t, { authorize: forwardAuthorization('http://127.0.0.1:1/') });
    assert.equal((await requestToken(proxy, 'user-1')).status, 503);
  });
});
