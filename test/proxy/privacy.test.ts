import assert from 'node:assert/strict';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { base64, sha256, someBytes } from '../sandbox/messages.js';
import { DESTINATION, fault, JSON_TYPE, startProxy, TUS, unboundMessage } from './setup.js';

const FILE_NAME = 'Musterfrau Bettina HIV-Befund.pdf';
const SUBJECT = 'bettina.musterfrau@clinic.example';

/** What no log, and of the ledger nothing but Redox's own answers, may hold. */
const PRIVATE = [
  'Musterfrau',
  'Bettina',
  'HIV',
  'MRN-4711',
  'clinic.example',
  'Consent Form',
  '4356789876',
  DESTINATION,
];

/** A whole run: what succeeds, and what fails in every place. */
async function run(t: Parameters<typeof startProxy>[0]) {
  const started = await startProxy(t);
  const { sandbox, signIn } = started;
  const user = await signIn(SUBJECT);
  const bytes = someBytes(1000);
  const metadata = { 'upload-metadata': `filename ${Buffer.from(FILE_NAME).toString('base64')}` };
  await user.call('POST', 'uploads', { ...TUS, 'upload-length': '10', ...metadata });
  const uri = await user.uploaded(bytes, FILE_NAME);
  const referring = unboundMessage('Media', { uri });
  const embedded = unboundMessage('Notes', { base64: base64(bytes) });
  await user.send(referring);
  await user.send(embedded);
  await user.send({ ...embedded, Note: { DocumentDescription: FILE_NAME } });
  await user.call('POST', 'messages', JSON_TYPE, `{"Patient":"${FILE_NAME}`);
  await user.call('POST', `messages/${encodeURIComponent(FILE_NAME)}`);
  await user.call('GET', `uploads?name=${encodeURIComponent(FILE_NAME)}`);
  await user.commit(await user.upload(bytes), { name: FILE_NAME, sha256: sha256(someBytes(5)) });
  await fault(sandbox, { on: 'upload', kind: 'drop-before' });
  await user.commit(await user.upload(bytes), { name: FILE_NAME, sha256: sha256(bytes) });
  for (const kind of ['drop-before', 'drop-after']) {
    await fault(sandbox, { on: 'endpoint', kind });
    await user.send(embedded);
  }
  await fetch(sandbox.url('/received'), { method: 'DELETE' });
  await user.send(referring);
  await user.call('POST', 'uploads', { ...TUS, authorization: `Bearer ${user.token}x`, 'upload-length': '10' });
  return { ...started, user, uri };
}

const encoded = [FILE_NAME, SUBJECT].flatMap(text => [
  encodeURIComponent(text),
  Buffer.from(text).toString('base64').slice(0, -4),
]);
const FORBIDDEN = [...PRIVATE, ...encoded];

test('the log of a whole run has a line for every request, and no PHI, token, key or reference', async t => {
  const { log, user, uri, sandbox } = await run(t);
  const lines = log()
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line) as Record<string, unknown>);
  const requests = lines.filter(({ msg }) => msg === 'request');
  assert.equal(requests.length, 21);
  assert.ok(requests.every(line => typeof line.requestId === 'string' && typeof line.status === 'number'));
  const statuses = new Set(requests.map(({ status }) => status));
  for (const status of [200, 201, 204, 400, 401, 404, 405, 422, 502]) assert.ok(statuses.has(status), `${status}`);
  const secrets = [user.token, uri, sandbox.credentials.privateKey.slice(100, 140), 'eyJ', 'Bearer'];
  for (const word of [...FORBIDDEN, ...secrets]) assert.ok(!log().includes(word), word);
});

test('the folder of a whole run holds no PHI, no subject and no file name', async t => {
  const { dataDir, proxy } = await run(t);
  await proxy.close();
  const names = await readdir(dataDir, { recursive: true });
  for (const name of names) {
    assert.match(name, /^(ledger|ledger\/(data|lock)\.mdb|uploads|uploads\/[\da-f]{32}(\.json)?)$/);
    if (!(await stat(join(dataDir, name))).isFile()) continue;
    const content = await readFile(join(dataDir, name), 'latin1');
    for (const word of FORBIDDEN) assert.ok(!content.includes(word), `${word} in ${name}`);
  }
});
