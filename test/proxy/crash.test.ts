import assert from 'node:assert/strict';
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { describe, type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Problem, TokenResponse } from '../../src/protocol/index.js';
import { received } from '../sandbox/client.js';
import { base64, sha256, someBytes } from '../sandbox/messages.js';
import { fault, JSON_TYPE, PATCH, startProxy, TUS, unboundMessage } from './setup.js';

const SCRIPT = fileURLToPath(new URL('proxy-process.ts', import.meta.url));

interface RunningProxy {
  child: ChildProcess;
  call(method: string, path: string, headers: Record<string, string>, body?: BodyInit): Promise<Response>;
}

/** A proxy in a process of its own, and a client of it with a token. */
async function startProcess(t: TestContext, options: object): Promise<RunningProxy> {
  const child = fork(SCRIPT, {
    execArgv: ['--import', 'tsx'],
    env: { ...process.env, PROXY_OPTIONS: JSON.stringify(options) },
  });
  t.after(() => child.kill('SIGKILL'));
  const [{ port }] = (await once(child, 'message')) as [{ port: number }];
  const origin = `http://127.0.0.1:${port}`;
  const { token } = (await (await fetch(`${origin}/token`, { method: 'POST' })).json()) as TokenResponse;
  return {
    child,
    call: (method, path, headers, body) =>
      fetch(`${origin}/${path}`, {
        method,
        headers: { authorization: `Bearer ${token}`, ...headers },
        ...(body !== undefined && { body }),
      }),
  };
}

async function kill(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  await once(child, 'exit');
}

describe('after a proxy was killed with -9', () => {
  test('between its claim of a key and the answer of Redox, the message is unconfirmed and not sent again', async t => {
    const { sandbox, redox, dataDir, proxy } = await startProxy(t);
    await proxy.close();
    await fault(sandbox, { on: 'endpoint', kind: 'delay', ms: 600_000 });
    const headers = { ...JSON_TYPE, 'idempotency-key': crypto.randomUUID() };
    const body = JSON.stringify(unboundMessage('Notes', { base64: base64(someBytes(100)) }));

    const first = await startProcess(t, { redox, dataDir });
    const claimed = once(first.child, 'message');
    const lost = assert.rejects(first.call('POST', 'messages', headers, body));
    assert.deepEqual(await claimed.then(([message]) => message), { claimed: headers['idempotency-key'] });
    await kill(first.child);
    await lost;

    const second = await startProcess(t, { redox, dataDir });
    const answer = await second.call('POST', 'messages', headers, body);
    assert.equal(answer.status, 409);
    assert.equal(((await answer.json()) as Problem).code, 'send-unconfirmed');
    assert.deepEqual((await received(sandbox)).messages, []);
  });

  test('an upload goes on where it was, and its owner is still its owner', async t => {
    const { sandbox, redox, dataDir, proxy } = await startProxy(t);
    await proxy.close();
    const bytes = someBytes(300_000);
    const first = await startProcess(t, { redox, dataDir });
    const created = await first.call('POST', 'uploads', { ...TUS, 'upload-length': String(bytes.length) });
    const path = created.headers.get('location') ?? '';
    await first.call('PATCH', path, { ...PATCH, 'upload-offset': '0' }, bytes.subarray(0, 100_000));
    await kill(first.child);

    const second = await startProcess(t, { redox, dataDir });
    const head = await second.call('HEAD', path, TUS);
    assert.equal(head.headers.get('upload-offset'), '100000');
    await second.call('PATCH', path, { ...PATCH, 'upload-offset': '100000' }, bytes.subarray(100_000));
    const commit = { name: 'consent.pdf', type: 'application/pdf', sha256: sha256(bytes) };
    const answer = await second.call('POST', `${path}/commit`, JSON_TYPE, JSON.stringify(commit));
    assert.equal(answer.status, 201);
    assert.equal((await received(sandbox)).files[0]?.sha256, sha256(bytes));
  });
});
