import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, type TestContext, test } from 'node:test';
import { promisify } from 'node:util';
import type { TokenResponse } from '../../../src/protocol/index.js';
import type { AuditEntry } from '../../../src/proxy/index.js';
import { openLmdbLedger } from '../../../src/proxy/lmdb-ledger.js';
import { received } from '../../sandbox/client.js';
import { base64, someBytes } from '../../sandbox/messages.js';
import { serveSandbox } from '../../sandbox/serve.js';
import { startPostgres } from '../postgres-server.js';
import { fault, JSON_TYPE, problemOf, unboundMessage } from '../setup.js';
import { startPortal } from './portal.js';
import { type Environment, MAIN, run, startProxy, temporaryFolder } from './processes.js';

const MESSAGE = JSON.stringify(unboundMessage('Notes', { base64: base64(someBytes(100)) }));

const server = await startPostgres();
after(() => server?.stop());

const ledgers: [name: string, environment: () => Promise<Environment>][] = [['its own', async () => ({})]];
if (server) ledgers.push(['Postgres', async () => ({ DATABASE_URL: await server.createDatabase() })]);

/** A proxy that runs, and a message for it. */
async function started(t: TestContext, ledger: Environment = {}) {
  const sandbox = await serveSandbox(t);
  const places = { DATA_DIR: await temporaryFolder(t), ...ledger };
  const { origin } = await startProxy(t, {
    ...sandbox.environment,
    ...places,
    AUTHORIZE_URL: (await startPortal(t)).url,
    TOKEN_SECRET: 'a secret of these tests that is long enough',
  });
  const signedIn = await fetch(`${origin}/redox/token`, { method: 'POST', headers: { cookie: 'session=user-1' } });
  const { token } = (await signedIn.json()) as TokenResponse;
  const key = crypto.randomUUID();
  const headers = { ...JSON_TYPE, authorization: `Bearer ${token}`, 'idempotency-key': key };
  const send = () => fetch(`${origin}/redox/messages`, { method: 'POST', headers, body: MESSAGE });
  return { sandbox, key, send, command: (...parameters: string[]) => run(t, parameters, places) };
}

/** And has been sent without an answer. */
async function unconfirmed(t: TestContext, ledger: Environment) {
  const all = await started(t, ledger);
  await fault(all.sandbox, { on: 'endpoint', kind: 'drop-after' });
  assert.equal((await problemOf(await all.send())).code, 'send-unconfirmed');
  return all;
}

for (const [name, ledger] of ledgers)
  describe(`the command line, beside a proxy with ${name} as its ledger,`, () => {
    test('shows what is not settled and settles it, and the proxy that runs keeps to that', async t => {
      const { sandbox, key, send, command } = await unconfirmed(t, await ledger());
      const trail = async (...parameters: string[]) => {
        const { stdout } = await command('audit', ...parameters);
        return stdout
          .split('\n')
          .filter(Boolean)
          .map(line => JSON.parse(line) as AuditEntry);
      };
      const before = await trail();
      assert.deepEqual(
        before.map(({ documentId, outcome }) => [documentId, outcome]),
        [
          [key, 'begun'],
          [key, 'send-unconfirmed'],
        ],
      );
      assert.deepEqual(await command('resolve', key.toUpperCase(), 'sent'), { exitCode: 0, stdout: '', stderr: '' });
      assert.equal((await send()).status, 200);
      assert.equal((await received(sandbox)).messages.length, 1);
      const [resolved, ...more] = (await trail('--since', String(before.at(-1)?.at))).slice(1);
      assert.deepEqual([resolved?.action, resolved?.outcome, more], ['resolve', 'accepted', []]);
      const again = await command('resolve', key, 'not-sent');
      assert.equal(again.exitCode, 1);
      assert.match(again.stderr, /^redox-file-sender: There is nothing to settle/);
    });

    test('lets the next retry send what was not sent', async t => {
      const { sandbox, key, send, command } = await unconfirmed(t, await ledger());
      assert.equal((await command('resolve', key, 'not-sent')).exitCode, 0);
      assert.equal((await send()).status, 200);
      assert.equal((await received(sandbox)).messages.length, 2);
    });
  });

describe('the command line', () => {
  test('settles nothing that is on its way', async t => {
    const { sandbox, key, send, command } = await started(t);
    await fault(sandbox, { on: 'endpoint', kind: 'delay', ms: 600_000 });
    // Its end is whatever ends first, the sandbox or the proxy.
    const sent = send().catch(() => undefined);
    t.after(() => sent);
    while (!sandbox.requests.some(({ path }) => path === '/endpoint')) await new Promise(setImmediate);
    const { exitCode, stderr } = await command('resolve', key, 'not-sent');
    assert.deepEqual([exitCode, stderr], [1, 'redox-file-sender: The message is being sent\n']);
  });

  test('makes no ledger where there is none, and says so', async t => {
    const DATA_DIR = join(await temporaryFolder(t), 'mistaken');
    for (const parameters of [['audit'], ['resolve', crypto.randomUUID(), 'sent']]) {
      const { exitCode, stdout, stderr } = await run(t, parameters, { DATA_DIR });
      assert.deepEqual([exitCode, stdout, stderr], [1, '', 'redox-file-sender: DATA_DIR holds no ledger\n']);
    }
    assert.equal(existsSync(DATA_DIR), false);
  });

  test('shows no more of the audit trail than is read, which is no failure', async t => {
    const DATA_DIR = await temporaryFolder(t);
    const ledger = openLmdbLedger(join(DATA_DIR, 'ledger'));
    const event = { owner: 'o'.repeat(43), action: 'send', outcome: 'begun' } as const;
    // More than the way to who reads it holds.
    await Promise.all(Array.from({ length: 5000 }, () => ledger.append(event)));
    await ledger.close();
    const first = '{ "$0" --import tsx "$1" audit; echo "ended with $?" >&2; } | head -n 1';
    const env = { PATH: process.env.PATH, DATA_DIR };
    const { stdout, stderr } = await promisify(execFile)('sh', ['-c', first, process.execPath, MAIN], { env });
    assert.equal(JSON.parse(stdout).outcome, 'begun');
    assert.equal(stderr, 'ended with 0\n');
  });

  for (const [what, parameters, why] of [
    ['a document that is none', ['resolve', 'consent.pdf', 'sent'], /DocumentID, a UUID/],
    ['an outcome that is none', ['resolve', crypto.randomUUID(), 'perhaps'], /sent, not-sent/],
    ['a time that is none', ['audit', '--since', 'yesterday'], /It is no time/],
  ] as const)
    test(`refuses ${what}`, async t => {
      const { exitCode, stdout, stderr } = await run(t, [...parameters]);
      assert.deepEqual([exitCode, stdout], [1, '']);
      assert.match(stderr, why);
    });
});
