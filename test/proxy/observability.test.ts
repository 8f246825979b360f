import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { RedoxProxy } from '../../src/proxy/index.js';
import { openLmdbLedger } from '../../src/proxy/lmdb-ledger.js';
import { base64, someBytes } from '../sandbox/messages.js';
import { auditOf, BASE, fault, ORIGIN, problemOf, startProxy, unboundMessage } from './setup.js';

const FULL_STORAGE = fileURLToPath(new URL('full-storage-process.ts', import.meta.url));
const bytes = someBytes(1000);
const get = (proxy: RedoxProxy, path: string, headers: Record<string, string> = {}) =>
  proxy(new Request(`${BASE}/${path}`, { headers }));

describe('the request id', () => {
  test('stands in an answer, in its error and in its line of the log, and is never what a client says', async t => {
    const { proxy, log } = await startProxy(t);
    const answer = await get(proxy, 'nowhere', { 'x-request-id': 'Musterfrau', origin: ORIGIN });
    const { requestId } = await problemOf(answer);
    assert.match(requestId ?? '', /^[\da-f-]{36}$/);
    assert.equal(answer.headers.get('x-request-id'), requestId);
    assert.match(answer.headers.get('access-control-expose-headers') ?? '', /X-Request-Id/);
    const [line] = log()
      .trim()
      .split('\n')
      .map(text => JSON.parse(text));
    assert.equal(line.requestId, requestId);
    assert.doesNotMatch(log(), /Musterfrau/);
  });
});

test('the log names the user of a request as the audit trail does, from the token on', async t => {
  const { proxy, signIn, log } = await startProxy(t);
  await (await signIn()).uploaded(bytes);
  const [entry] = await auditOf(proxy);
  const lines = log()
    .trim()
    .split('\n')
    .map(text => JSON.parse(text));
  assert.ok(entry);
  assert.deepEqual(
    lines.map(({ route, user }) => [route, user]),
    ['token', 'uploads', 'upload', 'commit'].map(route => [route, entry.owner]),
  );
});

describe('the metrics', () => {
  test('count requests, documents and bytes', async t => {
    const { proxy, sandbox, signIn } = await startProxy(t);
    const user = await signIn();
    await user.uploaded(bytes);
    await user.send(unboundMessage('Notes', { base64: base64(bytes) }));
    await fault(sandbox, { on: 'endpoint', kind: 'status', status: 400 });
    await user.send(unboundMessage('Notes', { base64: base64(bytes) }));
    await get(proxy, 'nowhere');
    const answer = await get(proxy, 'metrics');
    assert.equal(answer.status, 200);
    assert.equal(answer.headers.get('content-type'), 'text/plain; version=0.0.4; charset=utf-8');
    const text = await answer.text();
    const sends = (await auditOf(proxy)).filter(({ action }) => action === 'send');
    assert.doesNotMatch(text, /outcome="begun"/);
    for (const line of [
      'requests_total{route="token",method="POST",status="200"} 1',
      'requests_total{route="messages",method="POST",status="422"} 1',
      'requests_total{route="unknown",method="other",status="404"} 1',
      'requests_in_progress 1',
      'request_duration_seconds_count{route="commit"} 1',
      'documents_total{action="upload",outcome="accepted"} 1',
      'documents_total{action="send",outcome="accepted"} 1',
      'documents_total{action="send",outcome="redox-rejected"} 1',
      'accepted_bytes_total{action="upload"} 1000',
      `accepted_bytes_total{action="send"} ${sends.find(({ outcome }) => outcome === 'accepted')?.size}`,
      'redox_available 1',
      'redox_waiting 0',
    ])
      assert.ok(text.split('\n').includes(`redox_file_sender_${line}`), `${line}\n${text}`);
  });

  test('grow by no label that a client chooses', async t => {
    const { proxy } = await startProxy(t);
    const lines = async () => (await (await get(proxy, 'metrics')).text()).split('\n').length;
    await get(proxy, 'nowhere');
    await proxy(new Request(`${BASE}/token`, { method: 'PROPFIND' }));
    await lines();
    const before = await lines();
    for (let time = 0; time < 50; time++) {
      await get(proxy, `Musterfrau-${time}`);
      await proxy(new Request(`${BASE}/token`, { method: `X${time}` }));
    }
    assert.equal(await lines(), before);
    assert.doesNotMatch(await (await get(proxy, 'metrics')).text(), /Musterfrau|X1/);
  });

  test('are read by whom the options let, and by no page of another origin', async t => {
    const open = await startProxy(t);
    assert.equal((await get(open.proxy, 'metrics', { origin: 'https://evil.example' })).status, 403);
    const none = await startProxy(t, { metrics: false });
    assert.equal((await get(none.proxy, 'metrics')).status, 404);
    const guarded = await startProxy(t, { metrics: request => request.headers.get('authorization') === 'Bearer m' });
    assert.equal((await get(guarded.proxy, 'metrics')).status, 403);
    assert.equal((await get(guarded.proxy, 'metrics', { authorization: 'Bearer m' })).status, 200);
  });

  test('are reached by every path that a rule before the proxy, as the README has it, keeps from the public', async t => {
    const rule = /`location ~ (\S+) \{ deny all; \}`/.exec(readFileSync('README.md', 'utf8'))?.[1];
    assert.ok(rule);
    const { proxy } = await startProxy(t);
    for (const path of [
      'metrics',
      'x/metrics',
      '/metrics',
      'metrics/',
      'metrics;x',
      '%6Detrics',
      'Metrics',
      'x/../metrics',
    ]) {
      const { status } = await get(proxy, path);
      if (status !== 404) assert.match(`/redox/${path}`, new RegExp(rule));
    }
    assert.equal((await get(proxy, 'x/metrics')).status, 200);
  });

  test('of two proxies in one process are their own', async t => {
    const [one, other] = [await startProxy(t), await startProxy(t)];
    await get(one.proxy, 'nowhere');
    assert.doesNotMatch(await (await get(other.proxy, 'metrics')).text(), /route="unknown"/);
  });
});

describe('health/ready', () => {
  test('says what cannot be used, while health/live says that the process lives', async t => {
    const { proxy, dataDir } = await startProxy(t);
    assert.deepEqual(await (await get(proxy, 'health/ready')).json(), { status: 'ready' });
    await rm(join(dataDir, 'uploads'), { recursive: true });
    const answer = await get(proxy, 'health/ready');
    assert.equal(answer.status, 503);
    const { code, detail } = await problemOf(answer);
    assert.deepEqual({ code, detail }, { code: 'service-unavailable', detail: 'Uploads cannot be stored' });
    assert.equal((await get(proxy, 'health/live')).status, 200);
  });

  test('says so of a ledger that is closed', async t => {
    const { proxy: first, dataDir } = await startProxy(t);
    await first.close();
    const ledger = openLmdbLedger(join(dataDir, 'ledger'));
    const { proxy } = await startProxy(t, { database: ledger });
    assert.equal((await get(proxy, 'health/ready')).status, 200);
    await ledger.close();
    assert.equal((await problemOf(await get(proxy, 'health/ready'))).detail, 'The ledger cannot be used');
  });

  test('leaves nothing behind', async t => {
    const { proxy, dataDir } = await startProxy(t);
    await Promise.all(Array.from({ length: 20 }, () => get(proxy, 'health/ready')));
    assert.deepEqual(await readdir(join(dataDir, 'uploads')), []);
  });

  test('leaves nothing behind on a full disk either', async t => {
    const folder = await mkdtemp(join(tmpdir(), 'redox-storage-'));
    t.after(() => rm(folder, { recursive: true }));
    // A limit to the size of files in place of a disk.
    const limited = 'ulimit -f 0; exec "$0" --import tsx "$1" "$2"';
    const { stdout } = await promisify(execFile)('sh', ['-c', limited, process.execPath, FULL_STORAGE, folder]);
    assert.equal(stdout, 'EFBIG\n');
    assert.deepEqual(await readdir(folder), []);
  });
});
