import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { openS3Storage } from '../../src/proxy/index.js';
import { received } from '../sandbox/client.js';
import { sha256, someBytes } from '../sandbox/messages.js';
import { serveSandbox } from '../sandbox/serve.js';
import { startPortal } from './cli/portal.js';
import { type Environment, startProxy as startCommand, temporaryFolder } from './cli/processes.js';
import { JSON_TYPE, PATCH, SECRET, startProxy, TUS } from './setup.js';

const { TEST_S3_ENDPOINT, TEST_S3_BUCKET = 'uploads', TEST_S3_ACCESS_KEY_ID, TEST_S3_SECRET_ACCESS_KEY } = process.env;
const skip = TEST_S3_ENDPOINT
  ? false
  : 'there is no S3: name an empty bucket in TEST_S3_ENDPOINT, _BUCKET, _ACCESS_KEY_ID and _SECRET_ACCESS_KEY';

const open = () =>
  openS3Storage({
    bucket: TEST_S3_BUCKET,
    endpoint: TEST_S3_ENDPOINT,
    accessKeyId: TEST_S3_ACCESS_KEY_ID,
    secretAccessKey: TEST_S3_SECRET_ACCESS_KEY,
  });

const bytes = new Uint8Array([...new TextEncoder().encode('%PDF-1.7\n'), ...someBytes(12_000_000)]);
const CHUNK = 5 * 1024 * 1024;

describe('uploads in S3', () => {
  test('arrive, and leave nothing in the bucket', { skip }, async t => {
    const storage = await open();
    await storage.check?.();
    const { sandbox, signIn } = await startProxy(t, { storage });
    const user = await signIn();
    const path = await user.upload(bytes);
    assert.equal((await storage.list?.())?.length, 1);
    const head = await user.call('HEAD', path, TUS);
    assert.equal(head.headers.get('upload-offset'), String(bytes.length));
    assert.equal((await user.commit(path, { sha256: sha256(bytes) })).status, 201);
    assert.equal((await received(sandbox)).files[0]?.sha256, sha256(bytes));
    assert.deepEqual(await storage.list?.(), []);
  });

  test('that are given up leave nothing in the bucket, complete or not', { skip }, async t => {
    const storage = await open();
    const { signIn } = await startProxy(t, { storage });
    const user = await signIn();
    const complete = await user.upload(bytes);
    const created = await user.call('POST', 'uploads', { ...TUS, 'upload-length': String(bytes.length) });
    const half = created.headers.get('location') ?? '';
    await user.call('PATCH', half, { ...PATCH, 'upload-offset': '0' }, bytes.slice(0, 6_000_000));
    for (const path of [complete, half]) assert.equal((await user.call('DELETE', path, TUS)).status, 204);
    assert.deepEqual(await storage.list?.(), []);
  });

  test('go on at another process after one was killed in the middle, byte for byte', { skip }, async t => {
    const sandbox = await serveSandbox(t);
    const environment: Environment = {
      ...sandbox.environment,
      AUTHORIZE_URL: (await startPortal(t)).url,
      TOKEN_SECRET: SECRET.replace(',', ''),
      DATA_DIR: await temporaryFolder(t),
      S3_BUCKET: TEST_S3_BUCKET,
      S3_ENDPOINT: TEST_S3_ENDPOINT ?? '',
      S3_ACCESS_KEY_ID: TEST_S3_ACCESS_KEY_ID ?? '',
      S3_SECRET_ACCESS_KEY: TEST_S3_SECRET_ACCESS_KEY ?? '',
    };
    const [first, second] = await Promise.all([startCommand(t, environment), startCommand(t, environment)]);
    const signIn = await fetch(`${first.origin}/redox/token`, {
      method: 'POST',
      headers: { cookie: 'session=user-1' },
    });
    const { token } = (await signIn.json()) as { token: string };
    const call = (at: { origin: string }, method: string, path: string, headers: Environment, body?: BodyInit) =>
      fetch(`${at.origin}/redox/${path}`, {
        method,
        headers: { authorization: `Bearer ${token}`, ...headers },
        ...(body !== undefined && { body }),
      });
    const created = await call(first, 'POST', 'uploads', { ...TUS, 'upload-length': String(bytes.length) });
    const path = created.headers.get('location') ?? '';
    await call(first, 'PATCH', path, { ...PATCH, 'upload-offset': '0' }, bytes.slice(0, CHUNK));
    const next = { ...PATCH, 'upload-offset': String(CHUNK) };
    const lost = call(second, 'PATCH', path, next, bytes.slice(CHUNK, 2 * CHUNK)).catch(() => {});
    first.child.kill('SIGKILL');
    await first.ended;
    await lost;
    const head = await call(second, 'HEAD', path, TUS);
    const offset = Number(head.headers.get('upload-offset'));
    assert.ok(offset >= CHUNK, `${offset}`);
    await call(second, 'PATCH', path, { ...PATCH, 'upload-offset': String(offset) }, bytes.slice(offset));
    const commit = JSON.stringify({ name: 'consent.pdf', type: 'application/pdf', sha256: sha256(bytes) });
    assert.equal((await call(second, 'POST', `${path}/commit`, JSON_TYPE, commit)).status, 201);
    assert.equal((await received(sandbox)).files[0]?.sha256, sha256(bytes));
  });
});
