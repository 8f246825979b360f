import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { errorOf, postJson, upload } from './client.js';
import { pdf } from './messages.js';
import { type ServedSandbox, serveSandbox } from './serve.js';

interface LegacyToken {
  accessToken: string;
  expires: string;
  refreshToken: string;
}

async function authenticate(sandbox: ServedSandbox, credentials = sandbox.credentials): Promise<LegacyToken> {
  const { apiKey, secret } = credentials;
  return (await (await postJson(sandbox, '/auth/authenticate', { apiKey, secret })).json()) as LegacyToken;
}

const uploadStatus = async (sandbox: ServedSandbox, accessToken: string) =>
  (await upload(sandbox, pdf(10), { authorization: `Bearer ${accessToken}` })).status;

describe('a legacy API key', () => {
  test('opens the sandbox for 24 hours', async t => {
    let now = Date.now();
    const sandbox = await serveSandbox(t, { now: () => now });
    const { accessToken, expires, refreshToken } = await authenticate(sandbox);
    assert.equal(Date.parse(expires), now + 24 * 60 * 60 * 1000);
    assert.ok(refreshToken);
    now = Date.parse(expires) - 1;
    assert.equal(await uploadStatus(sandbox, accessToken), 201);
    now = Date.parse(expires);
    assert.equal(await uploadStatus(sandbox, accessToken), 401);
  });

  test('is refreshed once with each refresh token', async t => {
    const sandbox = await serveSandbox(t);
    const { apiKey } = sandbox.credentials;
    const first = await authenticate(sandbox);
    const refresh = (refreshToken: string) => postJson(sandbox, '/auth/refreshToken', { apiKey, refreshToken });
    const second = (await (await refresh(first.refreshToken)).json()) as LegacyToken;
    assert.notEqual(second.accessToken, first.accessToken);
    assert.equal(await uploadStatus(sandbox, second.accessToken), 201);
    assert.equal((await refresh(first.refreshToken)).status, 401);
    assert.equal((await refresh(second.refreshToken)).status, 200);
  });

  test('is refused with a wrong secret, the secret of another source, or a field missing', async t => {
    const sandbox = await serveSandbox(t, { sources: 2 });
    const { apiKey, secret } = sandbox.credentials;
    const refused: [body: unknown, status: number][] = [
      [{ apiKey, secret: 'wrong' }, 401],
      [{ apiKey, secret: sandbox.allCredentials[1]?.secret }, 401],
      [{ apiKey: 'wrong', secret }, 401],
      [{ apiKey }, 400],
      ['no JSON', 400],
    ];
    for (const [body, status] of refused) {
      const answer = await postJson(sandbox, '/auth/authenticate', body);
      assert.equal(answer.status, status);
      assert.ok((await errorOf(answer)).errorDetail);
    }
  });

  test('is not refreshed with the token of another source, an access token, or a field missing', async t => {
    const sandbox = await serveSandbox(t, { sources: 2 });
    const { apiKey } = sandbox.credentials;
    const own = await authenticate(sandbox);
    const other = await authenticate(sandbox, sandbox.allCredentials[1]);
    const refused: [body: unknown, status: number][] = [
      [{ apiKey, refreshToken: other.refreshToken }, 401],
      [{ apiKey, refreshToken: own.accessToken }, 401],
      [{ refreshToken: own.refreshToken }, 400],
    ];
    for (const [body, status] of refused)
      assert.equal((await postJson(sandbox, '/auth/refreshToken', body)).status, status);
  });

  test('is not taken as a form', async t => {
    const sandbox = await serveSandbox(t);
    const { apiKey, secret } = sandbox.credentials;
    const body = new URLSearchParams({ apiKey, secret });
    assert.equal((await fetch(sandbox.url('/auth/authenticate'), { method: 'POST', body })).status, 400);
  });
});
