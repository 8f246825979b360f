import { once } from 'node:events';
import { connect } from 'node:net';
import type { RedoxProxyOptions } from '../../src/proxy/index.js';

/** In milliseconds without a word from clamd. */
const TIMEOUT = 30_000;
/** In bytes; clamd's answer is a line. */
const LONGEST_ANSWER = 4096;

/**
 * A scan by ClamAV's clamd, for the proxy's `scan` option, by the INSTREAM command (clamd(8)): pieces, each with its
 * length before it, and an empty one at the end. clamd's `StreamMaxLength` has to be at least the largest file.
 * @throws when clamd cannot be reached or gives no verdict: then the proxy sends nothing
 */
export const clamdScan =
  (address: { host: string; port: number }): NonNullable<RedoxProxyOptions['scan']> =>
  async file => {
    const socket = connect({ ...address, timeout: TIMEOUT });
    const failed = new Promise<never>((_, reject) => {
      socket.once('error', reject);
      socket.once('timeout', () => reject(new Error('clamd does not answer')));
    });
    try {
      // clamd may end the conversation before it has everything; its answer says why.
      const written = writeTo(socket, file).catch(() => {});
      const answer = await Promise.race([answerOf(socket), failed]);
      socket.destroy();
      await written;
      if (answer === 'stream: OK') return true;
      if (/^stream: .* FOUND$/.test(answer)) return false;
      throw new Error('clamd could not scan the file');
    } finally {
      socket.destroy();
    }
  };

async function writeTo(socket: ReturnType<typeof connect>, file: ReadableStream<Uint8Array>): Promise<void> {
  socket.write('zINSTREAM\0');
  for await (const piece of file) {
    if (piece.byteLength === 0) continue;
    if (socket.destroyed) return;
    socket.write(lengthOf(piece.byteLength));
    if (!socket.write(piece)) await Promise.race([once(socket, 'drain'), once(socket, 'close')]);
  }
  socket.write(lengthOf(0));
}

function lengthOf(length: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(length);
  return bytes;
}

/** Up to the NUL that ends it. */
async function answerOf(socket: ReturnType<typeof connect>): Promise<string> {
  let answer = '';
  for await (const chunk of socket) {
    answer += chunk;
    if (answer.includes('\0') || answer.length > LONGEST_ANSWER) break;
  }
  return answer.split('\0', 1)[0] ?? '';
}
