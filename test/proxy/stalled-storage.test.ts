import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openS3Storage } from '../../src/proxy/index.js';
import { received } from '../sandbox/client.js';
import { base64, sha256, someBytes } from '../sandbox/messages.js';
import { serveS3 } from './s3-server.js';
import { problemOf, startProxy, unboundMessage } from './setup.js';

test('a read from S3 that stalls ends and may be tried again, and what waits behind it goes on', {
  timeout: 30_000,
}, async t => {
  const { endpoint, stall } = await serveS3(t);
  const storage = await openS3Storage({
    bucket: 'uploads',
    endpoint,
    accessKeyId: 'key',
    secretAccessKey: 'secret',
    idleTimeout: 300,
  });
  const { sandbox, signIn } = await startProxy(t, { storage });
  const user = await signIn();
  const bytes = someBytes(400_000);
  const wanted = { sha256: sha256(bytes) };
  const [stalled, other] = [await user.upload(bytes), await user.upload(bytes)];
  stall(stalled.replace('uploads/', ''));
  const [failed, committed, sent] = await Promise.all([
    user.commit(stalled, wanted),
    user.commit(other, wanted),
    user.send(unboundMessage('Notes', { base64: base64(bytes) })),
  ]);
  assert.equal(failed.status, 503);
  const { code, detail } = await problemOf(failed);
  assert.deepEqual([code, detail], ['upload-failed', 'The upload cannot be read']);
  assert.deepEqual([committed.status, sent.status], [201, 200]);
  stall(undefined);
  assert.equal((await user.commit(stalled, wanted)).status, 201);
  const { files, messages } = await received(sandbox);
  assert.deepEqual([files.map(file => file.sha256), messages.length], [[wanted.sha256, wanted.sha256], 1]);
});
