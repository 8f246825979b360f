import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Credentials } from '../../demo/sandbox/index.js';
import { requestToken, signAssertion, tokenForm } from './client.js';

const START = fileURLToPath(new URL('../../demo/sandbox/start.ts', import.meta.url));

function start(t: TestContext, port: string): ChildProcess {
  const child = spawn(process.execPath, ['--import', 'tsx', START], {
    env: { ...process.env, PORT: port },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = once(child, 'exit');
  t.after(() => {
    child.kill();
    return exited;
  });
  return child;
}

/** The environment that the sandbox prints, as a shell would read it. */
async function environmentOf(child: ChildProcess): Promise<Record<string, string>> {
  const environment: Record<string, string> = {};
  assert.ok(child.stdout);
  for await (const line of createInterface({ input: child.stdout })) {
    const [, key, value] = /^(\w+)=(\S+)$/.exec(line) ?? [];
    assert.ok(key && value, line);
    environment[key] = value;
    if (key === 'REDOX_SOURCE_ID') break;
  }
  return environment;
}

describe('npm run sandbox', () => {
  test('prints the environment with which a proxy gets a token', async t => {
    const environment = await environmentOf(start(t, '0'));
    const { REDOX_API_URL = '', REDOX_BLOB_URL, REDOX_PRIVATE_KEY = '' } = environment;
    assert.equal(REDOX_BLOB_URL, REDOX_API_URL);
    const credentials: Credentials = {
      clientId: environment.REDOX_CLIENT_ID ?? '',
      keyId: environment.REDOX_KEY_ID ?? '',
      privateKey: await readFile(REDOX_PRIVATE_KEY, 'utf8'),
      apiKey: environment.REDOX_API_KEY ?? '',
      secret: environment.REDOX_SECRET ?? '',
      sourceId: environment.REDOX_SOURCE_ID ?? '',
    };
    assert.equal((await stat(REDOX_PRIVATE_KEY)).mode & 0o777, 0o600);
    const sandbox = { url: (path: string) => REDOX_API_URL + path };
    const answer = await requestToken(sandbox, tokenForm(await signAssertion(sandbox, credentials)));
    assert.equal(answer.status, 200);
  });

  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    test(`leaves nothing on disk when ${signal} ends it`, async t => {
      const child = start(t, '0');
      const { REDOX_PRIVATE_KEY = '' } = await environmentOf(child);
      const folder = dirname(REDOX_PRIVATE_KEY);
      assert.ok((await stat(folder)).isDirectory());
      child.kill(signal);
      const [exitCode] = await once(child, 'exit');
      assert.equal(exitCode, 0);
      await assert.rejects(stat(folder), { code: 'ENOENT' });
    });
  }

  test('says in one line that its port is taken', async t => {
    const first = await environmentOf(start(t, '0'));
    const second = start(t, new URL(first.REDOX_API_URL ?? '').port);
    let said = '';
    second.stderr?.on('data', chunk => {
      said += chunk;
    });
    const [exitCode] = await once(second, 'close');
    assert.equal(exitCode, 1);
    assert.match(said, /^The sandbox cannot listen: .*address already in use.*\n$/);
  });
});
