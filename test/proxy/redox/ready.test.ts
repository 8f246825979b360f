import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sha256, someBytes } from '../../sandbox/messages.js';
import { BASE, fault, problemOf, startProxy } from '../setup.js';

test('the proxy is not ready while Redox fails, lives all the same, and is ready for the next try', async t => {
  const { proxy, sandbox, signIn } = await startProxy(t, {}, { failures: 1, recovery: 2_000, retries: 0 });
  const get = (path: string) => proxy(new Request(`${BASE}/health/${path}`));
  const bytes = someBytes(100);
  const user = await signIn();
  const path = await user.upload(bytes);
  await fault(sandbox, { on: 'upload', kind: 'status', status: 502 });
  assert.equal((await user.commit(path, { sha256: sha256(bytes) })).status, 502);

  const ready = await get('ready');
  assert.equal(ready.status, 503);
  assert.equal((await problemOf(ready)).detail, 'Redox fails, or does not take our key');
  assert.equal((await get('live')).status, 200);
  const refused = await user.commit(path, { sha256: sha256(bytes) });
  assert.equal(refused.status, 502);
  assert.match(refused.headers.get('retry-after') ?? '', /^[12]$/);

  while ((await get('ready')).status !== 200) await new Promise(resolve => setTimeout(resolve, 20));
  assert.equal((await user.commit(path, { sha256: sha256(bytes) })).status, 201);
  assert.equal((await get('ready')).status, 200);
});
