import assert from 'node:assert/strict';
import type { RequestListener } from 'node:http';
import { describe, type TestContext, test } from 'node:test';
import { getRequestListener } from '@hono/node-server';
import { systemClock } from '../../src/core/clock.js';
import { fetchTransport } from '../../src/core/fetch-transport.js';
import { FileSender, type SenderOptions } from '../../src/core/index.js';
import type { Transport } from '../../src/core/transport.js';
import { serveHttp } from '../proxy/http-server.js';
import { startProxy } from '../proxy/setup.js';
import { received } from '../sandbox/client.js';
import { sha256, someBytes } from '../sandbox/messages.js';

interface Gateway {
  /** In bytes: a larger request is answered with 413, in the gateway's own words. */
  largest?: number;
  /** In bytes: a larger request breaks off. */
  breaksAfter?: number;
}

/** What stands before a proxy and passes a request on when it has all of it, as nginx does unless it is told otherwise. */
function gatewayTo(target: string, { largest = Infinity, breaksAfter = Infinity }: Gateway): RequestListener {
  return async (request, response): Promise<void> => {
    if (Number(request.headers['content-length'] ?? 0) > largest) {
      request.resume();
      response.writeHead(413, { 'content-type': 'text/html' }).end('<h1>413 Request Entity Too Large</h1>');
      return;
    }
    const pieces: Buffer[] = [];
    let size = 0;
    for await (const piece of request) {
      pieces.push(piece);
      size += piece.length;
      if (size > breaksAfter) return void request.destroy();
    }
    const { connection, host, 'content-length': length, ...kept } = request.headers;
    const headers = Object.entries(kept).map(([name, value]): [string, string] => [name, String(value)]);
    const init = { method: request.method ?? '', headers, ...(size > 0 && { body: Buffer.concat(pieces) }) };
    const answer = await fetch(target + request.url, init);
    response.writeHead(answer.status, Object.fromEntries(answer.headers));
    response.end(Buffer.from(await answer.arrayBuffer()));
  };
}

/** Sends files, one after the other, from behind a gateway. @returns how they ended, and what was tried, in bytes */
async function sent(t: TestContext, gateway: Gateway, sizes: number[], options: Partial<SenderOptions> = {}) {
  const { proxy, sandbox } = await startProxy(t);
  const endpoint = await serveHttp(t, gatewayTo(await serveHttp(t, getRequestListener(proxy)), gateway));
  const carry = fetchTransport(systemClock);
  const chunks: number[] = [];
  const messages: number[] = [];
  const transport: Transport = request => {
    if (request.body instanceof Uint8Array) chunks.push(request.body.length);
    if (request.body instanceof Blob) messages.push(request.body.size);
    return carry(request);
  };
  const sender = new FileSender({
    output: 'send',
    endpoint,
    message: { Note: { DocumentType: 'Consent Form', Provider: { ID: '4356789876' } } },
    authorize: () => ({ 'x-user': 'user-1' }),
    transport,
    maxFiles: sizes.length,
    ...options,
  });
  for (const size of sizes) {
    const done = new Promise(resolve => sender.addEventListener('redox-complete', resolve, { once: true }));
    sender.add([new File([someBytes(size)], 'consent.pdf', { type: 'application/pdf' })]);
    await done;
  }
  const ended = sender.files.map(({ error, state }) => error?.code ?? state);
  const hashes = (await received(sandbox)).files.map(({ sha256 }) => sha256);
  return { ended, chunks, messages, hashes };
}

describe('behind a gateway that keeps requests back until they are whole', () => {
  test('files arrive in smaller chunks where larger requests are refused, and only the first tries larger ones', async t => {
    const sizes = [3_000_000, 2_000_000];
    const { ended, hashes, chunks } = await sent(t, { largest: 2 ** 20 }, sizes, { delivery: 'upload' });
    assert.deepEqual(ended, ['sent', 'sent']);
    assert.deepEqual(hashes, sizes.map(someBytes).map(sha256));
    const [refused = 0, ...others] = chunks;
    assert.ok(refused > 2 ** 20 && others.every(chunk => chunk <= 2 ** 20), String(chunks));
  });

  test('files that were to be embedded arrive as uploads, and only the first is tried as a message', async t => {
    const sizes = [3_000_000, 3_100_000];
    const { ended, hashes, messages } = await sent(t, { largest: 2 ** 20 }, sizes);
    assert.deepEqual(ended, ['sent', 'sent']);
    assert.deepEqual(hashes, sizes.map(someBytes).map(sha256));
    const [refused = 0, ...others] = messages;
    assert.ok(refused > 4_000_000 && others.length === 2 && others.every(size => size < 2000), String(messages));
  });

  test('a file arrives over a line that never lasts for a whole chunk', async t => {
    const options = { delivery: 'upload', chunkSize: 1_000_000 } as const;
    const { ended, hashes, chunks } = await sent(t, { breaksAfter: 200_000 }, [1_000_000], options);
    assert.deepEqual({ ended, hashes }, { ended: ['sent'], hashes: [sha256(someBytes(1_000_000))] });
    const grown = chunks.some((chunk, index) => chunk > (chunks[index - 1] ?? chunk));
    assert.ok(grown, String(chunks));
  });

  test('a file is too large where next to nothing is let through', async t => {
    const { ended, hashes } = await sent(t, { largest: 10_000 }, [2_000_000], { delivery: 'upload' });
    assert.deepEqual({ ended, hashes }, { ended: ['file-too-large'], hashes: [] });
  });
});
