import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import type { TestContext } from 'node:test';

export interface Relay {
  origin: string;
  /** Cuts what is under way, and refuses connections from now on. */
  stop(): Promise<void>;
  /** Takes connections again, on the same port. */
  start(): Promise<void>;
}

/** Passes TCP connections on to another server, whose clients can be cut off that way. */
export async function startRelay(t: TestContext, to: string): Promise<Relay> {
  const { hostname, port } = new URL(to);
  const open = new Set<Socket>();
  const keep = (socket: Socket) => {
    open.add(socket);
    // A connection that is cut on one side is cut on the other; how it ended is of no interest here.
    socket.on('error', () => {}).once('close', () => open.delete(socket));
  };
  const server = createServer(client => {
    const upstream = connect(Number(port), hostname);
    keep(client);
    keep(upstream);
    client.pipe(upstream).pipe(client);
    client.once('close', () => upstream.destroy());
    upstream.once('close', () => client.destroy());
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port: own } = server.address() as AddressInfo;
  const stop = async () => {
    if (!server.listening) return;
    const closed = once(server.close(), 'close');
    for (const socket of open) socket.destroy();
    await closed;
  };
  t.after(stop);
  return {
    origin: `http://127.0.0.1:${own}`,
    stop,
    async start() {
      await once(server.listen(own, '127.0.0.1'), 'listening');
    },
  };
}
