import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { getRequestListener } from '@hono/node-server';
import type { NotesNew } from '../../src/models/index.js';
import { serveHttp } from '../proxy/http-server.js';
import { grantFor, startProxy } from '../proxy/setup.js';
import { received } from '../sandbox/client.js';
import { sha256, someBytes } from '../sandbox/messages.js';

const SESSION = 'session=of-user-1';

/** The README's example for the core, as it stands there, but for where the package and the proxy are. */
async function exampleFor(endpoint: string): Promise<string> {
  const readme = await readFile('README.md', 'utf8');
  const [example] = readme.match(/(?<=```js\n)import(?:(?!```).)*'redox-file-sender\/core'.*?(?=```)/s) ?? [];
  assert.ok(example, 'the README has an example');
  return example
    .replace('redox-file-sender/core', pathToFileURL(resolve('src/core/index.ts')).href)
    .replace('https://portal.example/redox', endpoint);
}

test("the README's example without the element sends its file, and says so", async t => {
  const { proxy, sandbox } = await startProxy(t, {
    authorize: ({ headers }) => (headers.get('cookie') === SESSION ? grantFor('user-1') : null),
  });
  const endpoint = await serveHttp(t, getRequestListener(proxy));
  const folder = await mkdtemp('node_modules/.readme-');
  t.after(() => rm(folder, { recursive: true }));
  const bytes = someBytes(100_000);
  await writeFile(join(folder, 'report.pdf'), bytes);
  await writeFile(join(folder, 'example.mjs'), await exampleFor(endpoint));
  const env = { ...process.env, SESSION };
  const example = await promisify(execFile)(process.execPath, ['--import', 'tsx', 'example.mjs'], { cwd: folder, env });
  const sent = (await received(sandbox)).messages.map(({ message }) => (message as NotesNew).Note);
  const [{ DocumentID, FileContents } = {}, ...others] = sent;
  assert.deepEqual(others, []);
  assert.deepEqual(FileContents, { size: bytes.length, sha256: sha256(bytes) });
  assert.equal(example.stdout.split(' ')[0], DocumentID);
  assert.equal(example.stderr, '');
});
