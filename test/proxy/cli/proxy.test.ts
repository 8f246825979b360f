import assert from 'node:assert/strict';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import type { CommitResponse, SendResponse, TokenResponse } from '../../../src/protocol/index.js';
import { received } from '../../sandbox/client.js';
import { base64, sha256, someBytes } from '../../sandbox/messages.js';
import { serveSandbox } from '../../sandbox/serve.js';
import { startOutboundProxy } from '../redox/outbound-proxy.js';
import { fault, JSON_TYPE, PATCH, TUS, unboundMessage } from '../setup.js';
import { type Portal, startPortal } from './portal.js';
import { type Environment, type StartedProxy, startProxy, startSandbox, temporaryFolder } from './processes.js';

interface Running extends StartedProxy {
  /** The proxy's. */
  environment: Environment;
  portal: Portal;
  /** Below the base path, as a signed-in user. */
  call(method: string, path: string, headers?: Environment, body?: BodyInit): Promise<Response>;
}

/** The proxy in a process of its own, as an operator starts it, and a portal. */
async function startAll(t: TestContext, sandbox: Environment, more: Environment = {}): Promise<Running> {
  const portal = await startPortal(t);
  const environment = {
    ...sandbox,
    AUTHORIZE_URL: portal.url,
    TOKEN_SECRET: 'a secret of these tests that is long enough',
    DATA_DIR: await temporaryFolder(t),
    ...more,
  };
  const proxy = await startProxy(t, environment);
  const answer = await fetch(`${proxy.origin}/redox/token`, { method: 'POST', headers: { cookie: 'session=user-1' } });
  const { token } = (await answer.json()) as TokenResponse;
  return {
    ...proxy,
    portal,
    environment,
    call: (method, path, headers = {}, body = undefined) =>
      fetch(`${proxy.origin}/redox/${path}`, {
        method,
        headers: { authorization: `Bearer ${token}`, ...headers },
        ...(body !== undefined && { body }),
      }),
  };
}

async function upload({ call }: Running, bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const created = await call('POST', 'uploads', { ...TUS, 'upload-length': String(bytes.length) });
  const path = created.headers.get('location') ?? '';
  await call('PATCH', path, { ...PATCH, 'upload-offset': '0' }, bytes);
  return path;
}

const commit = ({ call }: Running, path: string, bytes: Uint8Array<ArrayBuffer>) =>
  call(
    'POST',
    `${path}/commit`,
    JSON_TYPE,
    JSON.stringify({ name: 'consent.pdf', type: 'application/pdf', sha256: sha256(bytes) }),
  );

const send = ({ call }: Running, message: object, key = crypto.randomUUID()) =>
  call('POST', 'messages', { ...JSON_TYPE, 'idempotency-key': key }, JSON.stringify(message));

const note = () => unboundMessage('Notes', { base64: base64(someBytes(100)) });

describe('redox-file-sender proxy', () => {
  test('brings a file and a message to the sandbox, with the environment that npm run sandbox prints', async t => {
    const sandbox = await startSandbox(t);
    const all = await startAll(t, sandbox);
    const bytes = someBytes(6_000_001);
    const committed = await commit(all, await upload(all, bytes), bytes);
    assert.equal(committed.status, 201);
    const { URI } = (await committed.json()) as CommitResponse;
    const sent = await send(all, unboundMessage('Media', { uri: URI }));
    assert.equal(sent.status, 200);
    assert.equal(((await sent.json()) as SendResponse).accepted, true);
    const { files, messages } = await received({ url: path => sandbox.REDOX_API_URL + path });
    assert.deepEqual([files.length, files[0]?.sha256, messages.length], [1, sha256(bytes), 1]);
    assert.equal(all.portal.asked.length, 1);
    const folder = all.environment.DATA_DIR ?? '';
    assert.deepEqual(await readdir(join(folder, 'uploads')), []);
    const { mode } = await stat(join(folder, 'ledger/data.mdb'));
    assert.equal(mode & 0o777, 0o600, 'for this user alone');
  });

  test('goes out through HTTPS_PROXY, which Redox is reached by and the portal is not', async t => {
    const { url, tunnels } = await startOutboundProxy(t);
    const sandbox = await startSandbox(t);
    const all = await startAll(t, sandbox, { HTTPS_PROXY: url });
    assert.equal((await send(all, note())).status, 200);
    const { host } = new URL(sandbox.REDOX_API_URL ?? '');
    assert.deepEqual([...new Set(tunnels.map(({ to }) => to))], [host]);
    assert.equal(all.portal.asked.length, 1);
  });

  test('takes a legacy key where there is no other', async t => {
    const { environment, requests } = await serveSandbox(t);
    const all = await startAll(t, environment, { REDOX_CLIENT_ID: '', REDOX_KEY_ID: '', REDOX_PRIVATE_KEY: '' });
    assert.equal((await send(all, note())).status, 200);
    assert.equal(requests[0]?.path, '/auth/authenticate');
  });

  test('shows its metrics to whom it is told to, and to nobody else', async t => {
    const { environment } = await serveSandbox(t);
    const { origin } = await startAll(t, environment, { METRICS_TOKEN: 'prometheus' });
    const status = async (headers: Environment) => (await fetch(`${origin}/redox/metrics`, { headers })).status;
    assert.equal(await status({}), 403);
    assert.equal(await status({ authorization: 'Bearer other' }), 403);
    assert.equal(await status({ authorization: 'Bearer prometheus' }), 200);
  });

  test('lets pages of another origin in only where it is told to', async t => {
    const { environment } = await serveSandbox(t);
    const { origin } = await startAll(t, environment, { ORIGINS: 'https://portal.example' });
    const ask = (page: string) =>
      fetch(`${origin}/redox/token`, { method: 'POST', headers: { cookie: 'session=user-1', origin: page } });
    assert.equal((await ask('https://portal.example')).status, 200);
    assert.equal((await ask('https://other.example')).status, 403);
  });
});

describe('redox-file-sender proxy', () => {
  /** A proxy with a message on its way to a Redox that takes its time. */
  async function sending(t: TestContext, ms: number) {
    const sandbox = await serveSandbox(t);
    const all = await startAll(t, sandbox.environment);
    await fault(sandbox, { on: 'endpoint', kind: 'delay', ms });
    const answer = send(all, note());
    while (!sandbox.requests.some(({ path }) => path === '/endpoint')) await new Promise(setImmediate);
    return { ...all, sandbox, answer };
  }

  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    test(`finishes on ${signal} what is under way, takes nothing new, and ends with 0`, async t => {
      const { answer, child, ended, log, origin, sandbox } = await sending(t, 1000);
      child.kill(signal);
      assert.equal((await answer).status, 200);
      await (await answer).arrayBuffer();
      assert.equal(await ended, 0);
      await assert.rejects(fetch(`${origin}/redox/health/live`));
      assert.match(log(), /"msg":"ended"/);
      assert.equal((await received(sandbox)).messages.length, 1);
    });

  test('ends at once on a second signal', async t => {
    const { answer, child, ended, log } = await sending(t, 600_000);
    const lost = assert.rejects(answer);
    child.kill('SIGTERM');
    while (!log().includes('finishing what is under way')) await new Promise(setImmediate);
    child.kill('SIGTERM');
    assert.equal(await ended, 1);
    await lost;
  });

  test('ends, by force, where nobody reads its log', { timeout: 60_000 }, async t => {
    const { environment } = await serveSandbox(t);
    const { child, ended, origin } = await startAll(t, environment);
    child.stdout?.pause();
    const answers = async () => {
      for (let time = 0; time < 50; time++) await (await fetch(`${origin}/redox/health/live`)).arrayBuffer();
    };
    // More lines than the way to us holds.
    await Promise.all(Array.from({ length: 50 }, answers));
    child.kill('SIGTERM');
    assert.equal(await ended, null);
    assert.equal(child.signalCode, 'SIGKILL');
  });
});
