import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readdir, stat } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { authorize, errorOf, received, upload, uploaded } from './client.js';
import { pdf, sha256, someBytes } from './messages.js';
import { bytesOnDisk, serveSandbox } from './serve.js';

const BOUNDARY = 'form-boundary';
const FORM_TYPE = { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` };
const part = (disposition: string, content = 'content') =>
  `--${BOUNDARY}\r\nContent-Disposition: form-data; ${disposition}\r\nContent-Type: application/pdf\r\n\r\n${content}\r\n`;
const FILE_PART = part('name="file"; filename="a.pdf"');
const END = `--${BOUNDARY}--\r\n`;

describe('the upload', () => {
  test('takes a file and gives an https URI for it', async t => {
    const sandbox = await serveSandbox(t);
    const bytes = someBytes(100_000);
    const file = new File([bytes], 'Einverständnis für 手術.pdf', { type: 'application/pdf' });
    const answer = await upload(sandbox, file, await authorize(sandbox));
    assert.equal(answer.status, 201);
    const { URI, ...others } = (await answer.json()) as { URI: string };
    assert.deepEqual(others, {});
    assert.match(URI, /^https:\/\/blob\.redoxengine\.com\/upload\/[\da-f-]{36}$/);
    const { files } = await received(sandbox);
    const { id, ...known } = files[0] ?? {};
    assert.deepEqual(known, {
      uri: URI,
      name: file.name,
      type: 'application/pdf',
      size: bytes.length,
      sha256: sha256(bytes),
      source: sandbox.credentials.sourceId,
    });
  });

  test('gives the bytes back, as a download that no page of its origin can be made of', async t => {
    const sandbox = await serveSandbox(t);
    const html = new File(['<script>alert(1)</script>'], 'page.html', { type: 'text/html' });
    await uploaded(sandbox, html, await authorize(sandbox));
    const { files } = await received(sandbox);
    const answer = await fetch(sandbox.url(`/received/files/${files[0]?.id}`));
    assert.deepEqual(await answer.text(), await html.text());
    assert.equal(answer.headers.get('content-length'), String(html.size));
    assert.equal(answer.headers.get('content-disposition'), 'attachment');
    assert.equal(answer.headers.get('x-content-type-options'), 'nosniff');
    assert.match(answer.headers.get('content-security-policy') ?? '', /sandbox/);
  });

  test('keeps no name and nothing that others can read on disk', async t => {
    const sandbox = await serveSandbox(t);
    await uploaded(sandbox, pdf(10, 'secret-name.pdf'), await authorize(sandbox));
    const [name] = await readdir(sandbox.bytesFolder);
    assert.match(name ?? '', /^[\da-f-]{36}$/);
    assert.equal((await stat(join(sandbox.bytesFolder, name ?? ''))).mode & 0o077, 0);
    assert.equal((await stat(sandbox.bytesFolder)).mode & 0o077, 0);
  });

  test('takes 30 MB and refuses one byte more without keeping it', async t => {
    const sandbox = await serveSandbox(t);
    const headers = await authorize(sandbox);
    assert.equal((await upload(sandbox, pdf(30_000_000), headers)).status, 201);
    for (const size of [30_000_001, 45_000_000]) {
      const answer = await upload(sandbox, pdf(size), headers);
      assert.equal(answer.status, 413);
      assert.match((await errorOf(answer)).errorDetail ?? '', /30000000 bytes/);
    }
    assert.equal((await received(sandbox)).files.length, 1);
    assert.equal(await bytesOnDisk(sandbox), 1);
  });

  test('refuses every form but the documented one, and keeps nothing of it', async t => {
    const sandbox = await serveSandbox(t);
    const headers = await authorize(sandbox);
    const forms: Record<string, [body: string, headers: Record<string, string>]> = {
      'another name': [part('name="document"; filename="a.pdf"') + END, FORM_TYPE],
      'no file name': [part('name="file"') + END, FORM_TYPE],
      'no content type': [FILE_PART.replace('Content-Type: application/pdf\r\n', '') + END, FORM_TYPE],
      'an empty content type': [FILE_PART.replace('application/pdf', '') + END, FORM_TYPE],
      'an empty file name': [part('name="file"; filename=""') + END, FORM_TYPE],
      'a second file': [FILE_PART + FILE_PART + END, FORM_TYPE],
      'a field beside the file': [
        `${FILE_PART}--${BOUNDARY}\r\nContent-Disposition: form-data; name="a"\r\n\r\nb\r\n${END}`,
        FORM_TYPE,
      ],
      'a field before the file': [
        `--${BOUNDARY}\r\nContent-Disposition: form-data; name="a"\r\n\r\nb\r\n${FILE_PART}${END}`,
        FORM_TYPE,
      ],
      'no part': [END, FORM_TYPE],
      'no body': ['', FORM_TYPE],
      'no closing boundary': [FILE_PART, FORM_TYPE],
      'another part that breaks off': [`${FILE_PART}--${BOUNDARY}\r\nContent-Disposition: form-data; na`, FORM_TYPE],
      'bytes without a file name': [
        part('name="file"').replace('application/pdf', 'application/octet-stream') + END,
        FORM_TYPE,
      ],
      'no boundary in its type': [FILE_PART + END, { 'content-type': 'multipart/form-data' }],
      'another multipart type': [FILE_PART + END, { 'content-type': `multipart/mixed; boundary=${BOUNDARY}` }],
      'a bare file': ['content', { 'content-type': 'application/pdf' }],
    };
    for (const [what, [body, type]] of Object.entries(forms)) {
      const init = { method: 'POST', headers: { ...headers, ...type }, body };
      const answer = await fetch(sandbox.url('/upload'), init);
      assert.equal(answer.status, 400, what);
      assert.ok((await errorOf(answer)).errorDetail, what);
    }
    assert.equal((await received(sandbox)).files.length, 0);
    assert.equal(await bytesOnDisk(sandbox), 0);
    const good = await fetch(sandbox.url('/upload'), {
      method: 'POST',
      headers: { ...headers, ...FORM_TYPE },
      body: FILE_PART + END,
    });
    assert.equal(good.status, 201);
  });

  test('counts nothing of a body whose connection broke', { timeout: 30_000 }, async t => {
    const sandbox = await serveSandbox(t);
    const headers = { ...(await authorize(sandbox)), ...FORM_TYPE, 'content-length': '1000000' };
    const broken = request(sandbox.url('/upload'), { method: 'POST', headers });
    broken.on('error', () => {
      // The test itself has cut the connection.
    });
    broken.write(FILE_PART);
    await once(broken, 'socket');
    while ((await bytesOnDisk(sandbox)) === 0);
    broken.destroy();
    while ((await bytesOnDisk(sandbox)) > 0);
    assert.deepEqual((await received(sandbox)).files, []);
  });
});
