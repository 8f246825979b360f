import type { Clock } from './clock.js';
import { ConnectionError, IdleTimer, parseJson, type Transport, type TransportRequest } from './transport.js';

/** In bytes: how often it is told that something has left. */
const PIECE = 64 * 1024;

/**
 * For where there is no XMLHttpRequest: Node and its like. A body goes as a stream, whose pieces are asked for as they
 * leave: that is how much of it has left, and that the connection is alive.
 */
export const fetchTransport =
  (clock: Clock): Transport =>
  async request => {
    request.signal.throwIfAborted();
    const idle = new AbortController();
    const timer = new IdleTimer(request, clock, () => idle.abort());
    let sent = 0;
    timer.restart();
    try {
      const { body, size } = await streamed(request.body, (bytes, left) => {
        sent = bytes;
        timer.restart(left);
        request.onSent?.(bytes);
      });
      const init: RequestInit & { duplex: 'half' } = {
        method: request.method,
        // A stream has no length of its own, and some servers want to know it.
        headers: { ...request.headers, ...(body && { 'content-length': String(size) }) },
        body,
        credentials: request.credentials ? 'include' : 'same-origin',
        signal: AbortSignal.any([request.signal, idle.signal]),
        duplex: 'half',
      };
      const response = await fetch(request.url, init);
      timer.restart(true);
      const heard = new TransformStream<Uint8Array, Uint8Array>({
        transform(chunk, controller) {
          timer.restart();
          controller.enqueue(chunk);
        },
      });
      const text = await new Response(response.body?.pipeThrough(heard)).text();
      return {
        status: response.status,
        header: name => response.headers.get(name),
        json: parseJson(response.headers.get('content-type'), text),
      };
    } catch (error) {
      request.signal.throwIfAborted();
      throw new ConnectionError(sent > 0, { cause: error });
    } finally {
      timer.stop();
    }
  };

/** @param onPiece called with the bytes that have left, and whether they are all */
async function streamed(content: TransportRequest['body'], onPiece: (sent: number, left: boolean) => void) {
  if (content === undefined) return { body: null, size: 0 };
  const bytes = content instanceof Uint8Array ? content : new Uint8Array(await new Blob([content]).arrayBuffer());
  let at = 0;
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        controller.enqueue(bytes.subarray(at, at + PIECE));
        at = Math.min(at + PIECE, bytes.length);
        onPiece(at, at === bytes.length);
        if (at === bytes.length) controller.close();
      },
    },
    // Nothing is asked for before there is a connection to send it on.
    { highWaterMark: 0 },
  );
  return { body, size: bytes.length };
}
