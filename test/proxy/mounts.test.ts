import assert from 'node:assert/strict';
import { stat } from 'node:fs/promises';
import { type RequestListener, request } from 'node:http';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { getRequestListener } from '@hono/node-server';
import express from 'express';
import { Hono } from 'hono';
import { Upload, type UploadOptions } from 'tus-js-client';
import type { CommitResponse, TokenResponse } from '../../src/protocol/index.js';
import type { RedoxProxy } from '../../src/proxy/index.js';
import { received } from '../sandbox/client.js';
import { base64, sha256, someBytes } from '../sandbox/messages.js';
import { serveHttp } from './http-server.js';
import { JSON_TYPE, PATCH, startProxy, TUS, unboundMessage } from './setup.js';

/** Each way to mount the proxy, and where it is then. */
const MOUNTS: Record<string, { path: string; mount(proxy: RedoxProxy): RequestListener }> = {
  "Node's http": { path: '', mount: proxy => getRequestListener(proxy) },
  'Express 5, before its parser of JSON': {
    path: '/redox',
    mount: proxy => express().use('/redox', getRequestListener(proxy)).use(express.json()),
  },
  'Hono 4 by all()': {
    path: '/portal/redox',
    mount: proxy => getRequestListener(new Hono().all('/portal/redox/*', c => proxy(c.req.raw)).fetch),
  },
  'Hono 4 by mount()': {
    path: '/redox',
    mount: proxy => getRequestListener(new Hono().mount('/redox', proxy).fetch),
  },
};

async function authorization(endpoint: string): Promise<Record<string, string>> {
  const answer = await fetch(`${endpoint}/token`, { method: 'POST', headers: { 'x-user': 'user-1' } });
  return { authorization: `Bearer ${((await answer.json()) as TokenResponse).token}` };
}

/** tus-js-client as it comes; with `pieces`, it is aborted after that many chunks. Gives the upload's URL. */
function tusUpload(bytes: Uint8Array, options: UploadOptions, pieces = Number.POSITIVE_INFINITY): Promise<string> {
  return new Promise((resolve, reject) => {
    let done = 0;
    const upload = new Upload(Buffer.from(bytes), {
      chunkSize: 1_000_000,
      retryDelays: null,
      metadata: { filename: 'Musterfrau.pdf', filetype: 'application/pdf' },
      onError: reject,
      onSuccess: () => resolve(upload.url ?? ''),
      onChunkComplete: () => {
        if (++done === pieces) upload.abort().then(() => resolve(upload.url ?? ''), reject);
      },
      ...options,
    });
    upload.start();
  });
}

/** A PATCH whose connection is cut after `sent` bytes of its body, as soon as something of them is stored in `file`. */
async function cutPatch(
  url: string,
  bytes: Uint8Array,
  { offset, sent, file, headers }: { offset: number; sent: number; file: string; headers: Record<string, string> },
) {
  const patch = request(url, {
    method: 'PATCH',
    headers: { ...headers, ...PATCH, 'upload-offset': offset, 'content-length': bytes.length - offset },
  });
  patch.on('error', () => {});
  patch.write(bytes.subarray(offset, offset + sent));
  // What has only left, a proxy that learns of the end at once need not have begun to read.
  while ((await stat(file)).size <= offset) await sleep(5);
  const closed = new Promise(resolve => patch.on('close', resolve));
  patch.destroy();
  await closed;
}

async function commit(url: string, bytes: Uint8Array, headers: Record<string, string>): Promise<CommitResponse> {
  const answer = await fetch(`${url}/commit`, {
    method: 'POST',
    headers: { ...JSON_TYPE, ...headers },
    body: JSON.stringify({ name: 'consent.pdf', type: 'application/pdf', sha256: sha256(bytes) }),
  });
  assert.equal(answer.status, 201);
  return (await answer.json()) as CommitResponse;
}

for (const [name, { path, mount }] of Object.entries(MOUNTS))
  describe(`the proxy mounted in ${name}`, () => {
    test('takes an upload from an unmodified tus-js-client, in chunks', async t => {
      const { proxy, sandbox } = await startProxy(t);
      const endpoint = (await serveHttp(t, mount(proxy))) + path;
      const headers = await authorization(endpoint);
      const bytes = someBytes(2_500_000);
      const url = await tusUpload(bytes, { endpoint: `${endpoint}/uploads`, headers });
      assert.match(url, /\/uploads\/[\da-f]{32}$/);
      const { URI } = await commit(url, bytes, headers);
      const { files } = await received(sandbox);
      assert.deepEqual(
        files.map(({ uri, sha256 }) => [uri, sha256]),
        [[URI, sha256(bytes)]],
      );
    });

    test('lets it go on after an abort and after a cut in the middle of a request', async t => {
      const { proxy, sandbox, dataDir } = await startProxy(t);
      const endpoint = (await serveHttp(t, mount(proxy))) + path;
      const headers = await authorization(endpoint);
      const bytes = someBytes(5_500_000);
      const url = await tusUpload(bytes, { endpoint: `${endpoint}/uploads`, headers }, 1);
      const offset = async () => {
        const head = await fetch(url, { method: 'HEAD', headers: { ...headers, ...TUS } });
        return Number(head.headers.get('upload-offset'));
      };
      assert.equal(await offset(), 1_000_000);
      const file = join(dataDir, 'uploads', url.slice(url.lastIndexOf('/') + 1));
      await cutPatch(url, bytes, { offset: 1_000_000, sent: 2_000_000, file, headers });
      const reached = await offset();
      assert.ok(reached > 1_000_000 && reached <= 3_000_000, `${reached}`);
      await tusUpload(bytes, { endpoint: `${endpoint}/uploads`, headers, uploadUrl: url });
      await commit(url, bytes, headers);
      assert.equal((await received(sandbox)).files[0]?.sha256, sha256(bytes));
    });

    test('takes a message', async t => {
      const { proxy, sandbox } = await startProxy(t);
      const endpoint = (await serveHttp(t, mount(proxy))) + path;
      const headers = { ...JSON_TYPE, ...(await authorization(endpoint)), 'idempotency-key': crypto.randomUUID() };
      const message = unboundMessage('Notes', { base64: base64(someBytes(1000)) });
      const answer = await fetch(`${endpoint}/messages`, { method: 'POST', headers, body: JSON.stringify(message) });
      assert.equal(answer.status, 200, await answer.text());
      assert.equal((await received(sandbox)).messages.length, 1);
    });

    test('refuses a message over the limit by its length, and one that hides it', async t => {
      const { proxy } = await startProxy(t, { limits: { requestLimit: 100_000 } });
      const endpoint = (await serveHttp(t, mount(proxy))) + path;
      const headers = { ...JSON_TYPE, ...(await authorization(endpoint)), 'idempotency-key': crypto.randomUUID() };
      const body = new Blob([someBytes(200_000)]);
      const hidden: RequestInit & { duplex: 'half' } = { body: body.stream(), duplex: 'half' };
      for (const init of [{ body }, hidden]) {
        const answer = await fetch(`${endpoint}/messages`, { method: 'POST', headers, ...init });
        assert.equal(answer.status, 413);
        assert.equal(((await answer.json()) as { code: string }).code, 'file-too-large');
      }
    });
  });
