import assert from 'node:assert/strict';
import { test } from 'node:test';
import { getRequestListener } from '@hono/node-server';
import { systemClock } from '../../src/core/clock.js';
import type { SenderFile } from '../../src/core/events.js';
import { fetchTransport } from '../../src/core/fetch-transport.js';
import { FileSender } from '../../src/core/index.js';
import type { Transport } from '../../src/core/transport.js';
import { serveHttp } from '../proxy/http-server.js';
import { startProxy } from '../proxy/setup.js';
import { received } from '../sandbox/client.js';
import { sha256, someBytes } from '../sandbox/messages.js';

test('a token that expires in the middle of two uploads costs one new token and no byte', async t => {
  const { proxy, sandbox } = await startProxy(t, { tokenLifetime: 2 });
  const origin = await serveHttp(t, getRequestListener(proxy));
  const carry = fetchTransport(systemClock);
  const asked: string[] = [];
  let patches = 0;
  /** Lets go on when the proxy takes this token no longer. */
  const expiry = async (authorization: string) => {
    const headers = { authorization, 'tus-resumable': '1.0.0' };
    while ((await fetch(`${origin}/uploads/${'0'.repeat(32)}`, { method: 'HEAD', headers })).status !== 401);
  };
  const transport: Transport = async request => {
    asked.push(`${request.method} ${new URL(request.url).pathname.replace(/[\da-f]{32}/, 'id')}`);
    if (request.method === 'PATCH' && [3, 4].includes(++patches)) await expiry(request.headers.authorization ?? '');
    return carry(request);
  };
  const sender = new FileSender({
    output: 'send',
    endpoint: origin,
    delivery: 'upload',
    chunkSize: 100_000,
    maxFiles: 2,
    message: { Note: { DocumentType: 'Consent Form', Provider: { ID: '4356789876' } } },
    authorize: () => ({ 'x-user': 'user-1' }),
    transport,
  });
  const files = [300_001, 400_001].map(size => new File([someBytes(size)], 'consent.pdf', { type: 'application/pdf' }));
  const done = new Promise(resolve => sender.addEventListener('redox-complete', resolve));
  sender.add(files);
  await done;
  assert.deepEqual(
    sender.files.map(({ state, error }: SenderFile) => error?.code ?? state),
    ['sent', 'sent'],
  );
  // A message asks for a token of its own, to know that the proxy is there.
  const uploading = asked.slice(0, asked.indexOf('POST /uploads/id/commit'));
  const times = (what: string) => uploading.filter(line => line === what).length;
  assert.deepEqual([times('POST /token'), times('POST /uploads')], [2, 2]);
  const stored = (await received(sandbox)).files.map(({ sha256 }) => sha256);
  assert.deepEqual(new Set(stored), new Set([300_001, 400_001].map(size => sha256(someBytes(size)))));
});
