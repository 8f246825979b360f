import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { serveSandbox } from '../../sandbox/serve.js';
import { serveHttp } from '../http-server.js';
import { startPostgres } from '../postgres-server.js';
import { run, startProxy, temporaryFolder } from './processes.js';

const server = await startPostgres();
after(() => server?.stop());

const bucketAt = (endpoint: string) => ({
  S3_BUCKET: 'uploads',
  S3_ENDPOINT: endpoint,
  S3_ACCESS_KEY_ID: 'id',
  S3_SECRET_ACCESS_KEY: 'secret',
});

test('a bucket that is not there stops the proxy at its start', async t => {
  const { environment } = await serveSandbox(t);
  const { exitCode, stdout, stderr } = await run(t, ['proxy'], {
    ...environment,
    AUTHORIZE_URL: 'http://127.0.0.1:1/',
    TOKEN_SECRET: 'a secret of these tests that is long enough',
    DATA_DIR: await temporaryFolder(t),
    ...bucketAt(await serveHttp(t, (_request, response) => response.writeHead(404).end())),
  });
  assert.deepEqual([exitCode, stdout], [1, '']);
  assert.match(stderr, /^redox-file-sender: S3_BUCKET names a bucket that cannot be used \(NotFound\)$/m);
});

test('where a database and a bucket hold everything, the proxy needs no folder', { skip: !server }, async t => {
  const sandbox = await serveSandbox(t);
  const { origin } = await startProxy(t, {
    ...sandbox.environment,
    AUTHORIZE_URL: 'http://127.0.0.1:1/',
    TOKEN_SECRET: 'a secret of these tests that is long enough',
    DATA_DIR: '/dev/null/nowhere',
    DATABASE_URL: (await server?.createDatabase()) ?? '',
    ...bucketAt(await serveHttp(t, (_request, response) => response.end('<ListBucketResult/>'))),
  });
  assert.equal((await fetch(`${origin}/redox/health/ready`)).status, 200);
});
