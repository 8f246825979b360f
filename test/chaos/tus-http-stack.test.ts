import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { after, test } from 'node:test';
import { EndingHttpStack } from './tus-http-stack.js';

const servers = new Set<ReturnType<typeof createServer>>();
after(() => {
  for (const server of servers) server.close();
});

/** @returns the URL of a server that does no more than this with each connection that has asked something */
async function serve(answer: (socket: Socket) => void): Promise<string> {
  const server = createServer(socket => {
    socket.on('error', () => {}).once('data', () => answer(socket));
  });
  servers.add(server);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

const get = (url: string, timeLimit = 60_000) => new EndingHttpStack(timeLimit).createRequest('GET', url).send(null);
const HALF = 'HTTP/1.1 401 Unauthorized\r\nContent-Length: 10\r\nConnection: close\r\n\r\nhalf,';

test('a whole answer is handed on', async () => {
  const response = await get(await serve(socket => socket.end(`${HALF}half.`)));
  assert.equal(response.getStatus(), 401);
  assert.equal(response.getBody(), 'half,half.');
});

test('an answer that is cut short fails', async () => {
  const url = await serve(socket => socket.write(HALF, () => socket.resetAndDestroy()));
  await assert.rejects(get(url));
});

test('an answer that does not go on fails when its time is up', async () => {
  let stuck: Socket | undefined;
  const url = await serve(socket => {
    stuck = socket;
    socket.write(HALF);
  });
  await assert.rejects(get(url, 50));
  stuck?.destroy();
});

test('a server that cannot be reached fails', async () => {
  const server = createServer();
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  await new Promise(resolve => server.close(resolve));
  await assert.rejects(get(`http://127.0.0.1:${port}/`));
});
