import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { getRequestListener } from '@hono/node-server';
import fc from 'fast-check';
import { JSON_TYPE, PATCH } from '../proxy/setup.js';
import type { Subject } from './subject.js';
import { goodTokens } from './tokens.js';
import { CANARY, INSIDES } from './verdict.js';

/** In milliseconds: how long an answer is waited for that may never come, because the request has not ended. */
const PATIENCE = 30;

interface RawRequest {
  line: string;
  headers: Record<string, string>;
  body: Uint8Array;
  /** Where the bytes are cut into pieces that come one after the other. */
  pieces: number;
  /** How many of the bytes are sent, as a share. */
  share: number;
  end: 'wait' | 'half-close' | 'reset';
}

const lines = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom('POST /messages', 'POST /uploads', 'PATCH /uploads/ID', 'POST /token') },
  { weight: 2, arbitrary: fc.constantFrom('HEAD /uploads/ID', 'POST /uploads/ID/commit', 'GET /metrics') },
  {
    weight: 1,
    arbitrary: fc.constantFrom('OPTIONS *', 'GET //', 'POST http://evil.example/token', 'POST /\\..', 'GET /%'),
  },
  { weight: 1, arbitrary: fc.constantFrom(`GET /${'a'.repeat(9000)}`, 'CONNECT a:1', `M-SEARCH /${CANARY}`, 'GET /é') },
);

const changes = fc.dictionary(
  fc.constantFrom('Content-Length', 'Transfer-Encoding', 'Expect', 'Connection', 'Upgrade', 'Host', 'Upload-Length'),
  fc.constantFrom(
    '0',
    '5',
    '1000',
    '99999999',
    'chunked',
    '100-continue',
    'close',
    'websocket',
    '',
    '[',
    'a b',
    CANARY,
  ),
  { maxKeys: 2 },
);

const requests: fc.Arbitrary<RawRequest> = fc.record({
  line: lines,
  headers: changes,
  body: fc.oneof(fc.uint8Array({ maxLength: 2000 }), fc.constant(Buffer.from(`{"${CANARY}":1}`))),
  pieces: fc.constantFrom(1, 2, 10),
  share: fc.oneof(fc.constant(1), fc.double({ min: 0, max: 1, noNaN: true })),
  end: fc.constantFrom('wait', 'half-close', 'reset'),
});

/**
 * What comes over a socket and stops, lies about its length or is no HTTP: the server lives on, says nothing of itself,
 * and nothing of it stays under way.
 */
export async function fuzzSockets(subject: Subject, { runs, seed }: { runs: number; seed: number }): Promise<void> {
  const server = createServer(getRequestListener(subject.proxy));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const { 'user-1': token } = await goodTokens();
  const common = { Host: 'portal.test', Origin: 'http://portal.test', Authorization: `Bearer ${token}` };
  try {
    await fc.assert(
      fc.asyncProperty(requests, async request => {
        const id = await createUpload(port, common);
        const heard = await converse(port, bytesOf(request, id, common), request);
        assert.doesNotMatch(heard, /^HTTP\/1\.1 50[04]/);
        assert.doesNotMatch(heard, INSIDES);
        assert.ok(!heard.includes(CANARY), heard);
        assert.ok(!subject.log().includes(CANARY));
        const alive = await fetch(`http://127.0.0.1:${port}/health/live`);
        assert.equal(alive.status, 200);
      }),
      { numRuns: runs, seed, endOnFailure: false },
    );
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

async function createUpload(port: number, { Authorization }: { Authorization: string }): Promise<string> {
  const headers = { Authorization, ...PATCH, 'Upload-Length': '2000' };
  const answer = await fetch(`http://127.0.0.1:${port}/uploads`, { method: 'POST', headers });
  return answer.headers.get('location')?.slice('uploads/'.length) ?? '';
}

function bytesOf({ line, headers, body }: RawRequest, id: string, common: Record<string, string>): Buffer {
  const type = line.startsWith('PATCH') ? { ...PATCH, 'Upload-Offset': '0' } : JSON_TYPE;
  const all = { ...common, ...type, 'Content-Length': String(body.length), 'Upload-Length': '2000', ...headers };
  const fields = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.concat([Buffer.from(`${line.replace('ID', id)} HTTP/1.1\r\n${fields.join('')}\r\n`), body]);
}

/** @returns all that came back, as Latin-1 */
async function converse(port: number, bytes: Buffer, { pieces, share, end }: RawRequest): Promise<string> {
  const socket = connect(port, '127.0.0.1').on('error', () => {});
  let heard = '';
  socket.on('data', chunk => {
    heard += chunk.toString('latin1');
  });
  const closed = once(socket, 'close');
  const sent = bytes.subarray(0, Math.ceil(bytes.length * share));
  const step = Math.ceil(sent.length / pieces);
  for (let at = 0; at < sent.length && !socket.destroyed; at += step) {
    socket.write(sent.subarray(at, at + step));
    await sleep(1);
  }
  if (end === 'reset') socket.resetAndDestroy();
  else if (end === 'half-close') socket.end();
  await Promise.race([closed, sleep(PATIENCE)]);
  socket.destroy();
  return heard;
}
