import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer, type Socket } from 'node:net';
import type { TestContext } from 'node:test';

/** The test file of EICAR, which every scanner knows; in two parts, so that none finds it here. */
export const EICAR = Buffer.from(`X5O!P%@AP[4\\PZX54(P^)7CC)7}$${'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'}`);

/** What clamd does of its INSTREAM command, byte for byte as clamd 1.4 answers, with EICAR as its one signature. */
export async function serveClamd(t: TestContext, streamMaxLength = 40_000_000) {
  const seen: number[] = [];
  const server = createServer(socket => {
    answer(socket, streamMaxLength, seen).catch(() => socket.destroy());
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  t.after(() => server.close());
  const { port } = server.address() as AddressInfo;
  /** `seen`: the sizes of the files that were scanned. */
  return { host: '127.0.0.1', port, seen };
}

async function answer(socket: Socket, most: number, seen: number[]): Promise<void> {
  const take = reader(socket);
  if ((await take(10)).toString() !== 'zINSTREAM\0') return void socket.end('UNKNOWN COMMAND\0');
  const pieces: Buffer[] = [];
  let size = 0;
  for (;;) {
    const length = (await take(4)).readUInt32BE();
    if (length === 0) break;
    size += length;
    if (size > most) return void socket.end('INSTREAM size limit exceeded. ERROR\0');
    pieces.push(await take(length));
  }
  seen.push(size);
  socket.end(Buffer.concat(pieces).includes(EICAR) ? 'stream: Win.Test.EICAR_HDB-1 FOUND\0' : 'stream: OK\0');
}

/** Takes so many bytes off a stream; fails when it ends before. */
function reader(socket: Socket): (count: number) => Promise<Buffer> {
  const chunks = socket[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  let held = Buffer.alloc(0);
  return async count => {
    while (held.length < count) {
      const { done, value } = await chunks.next();
      if (done) throw new Error('The stream ended early');
      held = Buffer.concat([held, value]);
    }
    const taken = held.subarray(0, count);
    held = held.subarray(count);
    return taken;
  };
}
