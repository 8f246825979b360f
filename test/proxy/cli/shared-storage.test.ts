import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { serveSandbox } from '../../sandbox/serve.js';
import { serveHttp } from '../http-server.js';
import { startPostgres } from '../postgres-server.js';
import { startProxy } from './processes.js';

const server = await startPostgres();
after(() => server?.stop());

test('where a database and a bucket hold everything, the proxy needs no folder', { skip: !server }, async t => {
  const sandbox = await serveSandbox(t);
  const { origin } = await startProxy(t, {
    ...sandbox.environment,
    AUTHORIZE_URL: 'http://127.0.0.1:1/',
    TOKEN_SECRET: 'a secret of these tests that is long enough',
    DATA_DIR: '/dev/null/nowhere',
    DATABASE_URL: (await server?.createDatabase()) ?? '',
    S3_BUCKET: 'uploads',
    S3_ENDPOINT: await serveHttp(t, (_request, response) => response.end('<ListBucketResult/>')),
    S3_ACCESS_KEY_ID: 'id',
    S3_SECRET_ACCESS_KEY: 'secret',
  });
  assert.equal((await fetch(`${origin}/redox/health/ready`)).status, 200);
});
