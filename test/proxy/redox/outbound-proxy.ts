import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import type { TestContext } from 'node:test';

export interface OutboundProxy {
  url: string;
  /** Each tunnel that was asked for: where to, and who by. */
  tunnels: { to: string | undefined; authorization: string | undefined }[];
}

export interface OutboundProxyOptions {
  /** What it answers: 200 opens the tunnel; undefined never answers. */
  status?: number | undefined;
}

/** A proxy that tunnels, and does nothing else (RFC 9110 section 9.3.6). */
export async function startOutboundProxy(t: TestContext, options: OutboundProxyOptions = {}): Promise<OutboundProxy> {
  const { status } = { status: 200, ...options };
  const tunnels: OutboundProxy['tunnels'] = [];
  const open = new Set<Socket>();
  const keep = (socket: Socket) => {
    open.add(socket);
    socket.on('error', () => {}).once('close', () => open.delete(socket));
  };
  const server = createServer((_, response) => void response.writeHead(405).end());
  server.on('connect', ({ url, headers }: IncomingMessage, client: Socket, head: Buffer) => {
    tunnels.push({ to: url, authorization: headers['proxy-authorization'] });
    keep(client);
    if (status === undefined) return;
    client.write(`HTTP/1.1 ${status} So\r\n\r\n`);
    if (status !== 200) return void client.end();
    const [host, port] = (url ?? '').split(':');
    const upstream = connect(Number(port), host);
    keep(upstream);
    upstream.write(head);
    client.pipe(upstream).pipe(client);
    client.once('close', () => upstream.destroy());
    upstream.once('close', () => client.destroy());
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  t.after(() => {
    server.close();
    server.closeAllConnections();
    for (const socket of open) socket.destroy();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, tunnels };
}
