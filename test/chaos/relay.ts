import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** From the one who connects, or to them. */
export type Direction = 'there' | 'back';

/** What befalls a connection; nothing, where nothing is said. */
export interface Trouble {
  /** It is closed at once. */
  refuse?: boolean;
  /** After so many bytes one way it ends, by FIN or by RST; before that, it may forward nothing for a while. */
  end?: { direction: Direction; after: number; reset: boolean; hangFor?: number };
  /** In milliseconds, for each piece. */
  delay?: number;
  bytesPerMs?: number;
}

export interface RelayOptions {
  /** A port of this machine. */
  target: number;
  troubleOf(connection: number): Trouble;
  /** Sees every piece; it is forwarded when the promise is fulfilled. */
  onPiece(direction: Direction, piece: Buffer): Promise<void>;
  /** Told of each connection that is ended by a trouble. */
  onEnd(): void;
  /** Answered in place of a target that cannot be reached, as a gateway does; else the connection is closed. */
  substitute?: string | undefined;
}

/** Forwards TCP connections, some of them badly. */
export interface Relay {
  port: number;
  /** From now on no new connection has trouble; those that have, keep it. */
  calm(): void;
  /** Nothing listens until `up`. */
  down(): void;
  up(): Promise<void>;
  close(): void;
}

export async function openRelay(options: RelayOptions): Promise<Relay> {
  const sockets = new Set<Socket>();
  let calm = false;
  let connections = 0;

  const track = (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => {}).once('close', () => sockets.delete(socket));
    return socket.setNoDelay();
  };

  const server = createServer({ allowHalfOpen: true }, accepted => {
    track(accepted);
    const trouble = options.troubleOf(connections++);
    void forward(accepted, calm ? {} : trouble);
  });

  async function forward(near: Socket, trouble: Trouble) {
    if (trouble.refuse) {
      options.onEnd();
      near.resetAndDestroy();
      return;
    }
    const far = track(connect({ port: options.target, host: '127.0.0.1', allowHalfOpen: true }));
    try {
      await once(far, 'connect');
    } catch {
      if (options.substitute !== undefined) near.resume().end(options.substitute);
      else near.resetAndDestroy();
      return;
    }
    const closed = new AbortController();
    const end = (reset: boolean) => {
      closed.abort();
      for (const socket of [near, far]) reset ? socket.resetAndDestroy() : socket.destroy();
    };
    near.once('close', () => end(false));
    far.once('close', () => end(false));
    void pump(near, far, 'there', trouble, end, closed.signal).catch(() => end(false));
    void pump(far, near, 'back', trouble, end, closed.signal).catch(() => end(false));
  }

  async function pump(
    from: Socket,
    to: Socket,
    direction: Direction,
    { end: ending, delay, bytesPerMs }: Trouble,
    end: (reset: boolean) => void,
    signal: AbortSignal,
  ) {
    let left = ending?.direction === direction ? ending.after : Number.POSITIVE_INFINITY;
    for await (const piece of from as AsyncIterable<Buffer>) {
      const wait = (delay ?? 0) + (bytesPerMs ? piece.length / bytesPerMs : 0);
      if (wait > 0) await sleep(wait, undefined, { signal });
      await options.onPiece(direction, piece);
      const passed = piece.subarray(0, left);
      left -= passed.length;
      if (to.writable && !to.write(passed)) await once(to, 'drain', { signal });
      if (!ending || left > 0) continue;
      if (ending.hangFor) await sleep(ending.hangFor, undefined, { signal });
      options.onEnd();
      return end(ending.reset);
    }
    to.end();
  }

  const listen = (port: number) => once(server.listen(port, '127.0.0.1'), 'listening');
  await listen(0);
  const { port } = server.address() as AddressInfo;
  return {
    port,
    calm() {
      calm = true;
    },
    down: () => void server.close(),
    async up() {
      if (!server.listening) await listen(port);
    },
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
