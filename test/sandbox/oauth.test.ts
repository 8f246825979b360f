import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { importPKCS8, SignJWT } from 'jose';
import { type AssertionChanges, errorOf, requestToken, signAssertion, tokenForm } from './client.js';
import { serveSandbox } from './serve.js';

describe('the OAuth token endpoint', () => {
  test('gives a bearer token of five minutes for a signed assertion', async t => {
    const sandbox = await serveSandbox(t);
    const answer = await requestToken(sandbox, tokenForm(await signAssertion(sandbox, sandbox.credentials)));
    assert.equal(answer.status, 200);
    assert.equal(answer.headers.get('cache-control'), 'no-store');
    const body = (await answer.json()) as { access_token: string };
    assert.deepEqual(body, { access_token: body.access_token, token_type: 'Bearer', expires_in: 300 });
    assert.match(body.access_token, /^[\w-]{40,}$/);
  });

  test('takes ES384 from a source whose key is for it', async t => {
    const sandbox = await serveSandbox(t, { algorithm: 'ES384' });
    const assertion = await signAssertion(sandbox, sandbox.credentials, { header: { alg: 'ES384' } });
    assert.equal((await requestToken(sandbox, tokenForm(assertion))).status, 200);
  });

  test('takes a scope beside the assertion, as some clients send one', async t => {
    const sandbox = await serveSandbox(t);
    const assertion = await signAssertion(sandbox, sandbox.credentials);
    assert.equal((await requestToken(sandbox, tokenForm(assertion, { scope: 'fhir:production' }))).status, 200);
  });

  test('refuses every assertion that breaks a rule', async t => {
    const sandbox = await serveSandbox(t, { sources: 2 });
    const now = Math.floor(Date.now() / 1000);
    const other = sandbox.allCredentials[1]?.clientId;
    const broken: [what: string, changes: AssertionChanges, said: RegExp][] = [
      ['an algorithm that Redox does not take', { header: { alg: 'RS256' } }, /"alg"/],
      ['a key nobody knows', { header: { kid: 'unknown' } }, /"kid"/],
      ['no JWT by its type', { header: { typ: 'at+jwt' } }, /"typ"/],
      ['another issuer', { claims: { iss: 'somebody' } }, /"iss"/],
      ['another subject', { claims: { sub: 'somebody' } }, /"sub"/],
      ['the id of another source', { claims: { iss: other, sub: other } }, /client's id/],
      ['another audience', { claims: { aud: 'https://api.redoxengine.com/v2/auth/token' } }, /"aud"/],
      ['no audience', { claims: { aud: undefined } }, /"aud"/],
      ['no expiry', { claims: { exp: undefined } }, /"exp"/],
      ['an expiry in the past', { claims: { iat: now - 100, exp: now - 1 } }, /"exp"/],
      ['an expiry too far ahead', { claims: { exp: now + 400 } }, /"exp".* 5 minutes/],
      ['no time of issue', { claims: { iat: undefined } }, /"iat"/],
      ['a time of issue ahead', { claims: { iat: now + 60, exp: now + 200 } }, /"iat"/],
      ['no jti', { claims: { jti: undefined } }, /"jti"/],
      ['an empty jti', { claims: { jti: '' } }, /"jti"/],
    ];
    for (const [what, changes, said] of broken) {
      const assertion = await signAssertion(sandbox, sandbox.credentials, changes);
      const answer = await requestToken(sandbox, tokenForm(assertion));
      assert.equal(answer.status, 401, what);
      const { error, error_description } = await errorOf(answer);
      assert.equal(error, 'invalid_client', what);
      assert.match(error_description ?? '', said, what);
    }
  });

  test('refuses an assertion signed with the key of another source', async t => {
    const sandbox = await serveSandbox(t, { sources: 2 });
    const [mine, other] = sandbox.allCredentials;
    assert.ok(mine && other);
    const forged = await signAssertion(sandbox, { ...mine, privateKey: other.privateKey });
    assert.equal((await requestToken(sandbox, tokenForm(forged))).status, 401);
  });

  test('refuses an assertion whose claims were changed after signing, and one without a signature', async t => {
    const sandbox = await serveSandbox(t);
    const assertion = await signAssertion(sandbox, sandbox.credentials);
    const [header, claims] = assertion.split('.') as [string, string, string];
    const longer = await signAssertion(sandbox, sandbox.credentials);
    for (const forged of [`${header}.${claims}.${longer.split('.')[2]}`, `${header}.${claims}.`, 'no assertion'])
      assert.equal((await requestToken(sandbox, tokenForm(forged))).status, 401);
  });

  test('takes an assertion once', async t => {
    const sandbox = await serveSandbox(t);
    const form = tokenForm(await signAssertion(sandbox, sandbox.credentials));
    assert.equal((await requestToken(sandbox, form)).status, 200);
    const again = await requestToken(sandbox, form);
    assert.equal(again.status, 401);
    assert.deepEqual(await errorOf(again), {
      error: 'invalid_client',
      error_description: '"jti" has been used before',
    });
  });

  test('takes it once, too, in the second in which it expires', async t => {
    const start = Math.floor(Date.now() / 1000);
    let now = start * 1000;
    const sandbox = await serveSandbox(t, { now: () => now });
    const assertion = await signAssertion(sandbox, sandbox.credentials, { claims: { iat: start, exp: start + 100.5 } });
    const statusAt = async (seconds: number) => {
      now = (start + seconds) * 1000;
      return (await requestToken(sandbox, tokenForm(assertion))).status;
    };
    assert.equal(await statusAt(0), 200);
    for (const seconds of [100.4, 100.5, 100.999, 101]) assert.equal(await statusAt(seconds), 401, `${seconds}`);
  });

  test('takes a jti again from another source, because each counts its own', async t => {
    const sandbox = await serveSandbox(t, { sources: 2 });
    for (const credentials of sandbox.allCredentials) {
      const assertion = await signAssertion(sandbox, credentials, { claims: { jti: 'the same' } });
      assert.equal((await requestToken(sandbox, tokenForm(assertion))).status, 200);
    }
  });

  test('takes one of many simultaneous requests with the same assertion', async t => {
    const sandbox = await serveSandbox(t);
    const form = tokenForm(await signAssertion(sandbox, sandbox.credentials));
    const answers = await Promise.all(Array.from({ length: 5 }, () => requestToken(sandbox, form)));
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 401, 401, 401, 401]);
  });

  test('expects the audience that clients see when its own origin is another', async t => {
    const sandbox = await serveSandbox(t, { publicOrigin: 'https://portal.example' });
    const statusFor = async (aud: string) => {
      const assertion = await signAssertion(sandbox, sandbox.credentials, { claims: { aud } });
      return (await requestToken(sandbox, tokenForm(assertion))).status;
    };
    assert.equal(await statusFor('https://portal.example/_sandbox/v2/auth/token'), 200);
    assert.equal(await statusFor(sandbox.url('/v2/auth/token')), 401);
  });

  test('refuses a request of another form', async t => {
    const sandbox = await serveSandbox(t);
    const form = async (changes: Record<string, string>) =>
      tokenForm(await signAssertion(sandbox, sandbox.credentials), changes);
    const repeated = await form({});
    repeated.append('client_assertion', 'another');
    const withoutType = await form({});
    withoutType.delete('client_assertion_type');
    const refused: [body: BodyInit, error: string, headers?: HeadersInit][] = [
      [await form({ grant_type: 'password' }), 'unsupported_grant_type'],
      [await form({ grant_type: '' }), 'invalid_request'],
      [await form({ client_assertion_type: 'jwt-bearer' }), 'invalid_request'],
      [withoutType, 'invalid_request'],
      [await form({ client_assertion: '' }), 'invalid_request'],
      [repeated, 'invalid_request'],
      [JSON.stringify(Object.fromEntries(await form({}))), 'invalid_request', { 'content-type': 'application/json' }],
      [await form({}), 'invalid_request', { 'content-type': 'text/plain' }],
      [await form({ padding: 'x'.repeat(100_000) }), 'invalid_request'],
    ];
    for (const [body, error, headers] of refused) {
      const answer = await requestToken(sandbox, body, headers);
      assert.equal(answer.status, 400);
      assert.equal((await errorOf(answer)).error, error);
    }
  });

  test('takes an audience in a list, and further header parameters', async t => {
    const sandbox = await serveSandbox(t);
    const { privateKey, keyId, clientId } = sandbox.credentials;
    const assertion = await new SignJWT({ jti: 'one' })
      .setProtectedHeader({ alg: 'RS384', kid: keyId, typ: 'JWT', cty: 'text/plain' })
      .setIssuer(clientId)
      .setSubject(clientId)
      .setAudience([sandbox.url('/v2/auth/token')])
      .setIssuedAt()
      .setExpirationTime('2m')
      .sign(await importPKCS8(privateKey, 'RS384'));
    assert.equal((await requestToken(sandbox, tokenForm(assertion))).status, 200);
  });
});
