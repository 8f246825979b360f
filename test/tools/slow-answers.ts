import { EventEmitter, once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';

/**
 * Requests whose bytes come when a test says so. `POST /slow/{id}` gets the head of an answer; then `/slow/{id}/byte`
 * makes it one byte longer and `/slow/{id}/end` ends it. `POST /slow/silent` is read and never answered, `/slow/cut` is
 * read and its connection broken, `/slow/unread` is not even read.
 */
export function slowAnswers(): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const answers = new Map<string, ServerResponse>();
  const arrivals = new EventEmitter();
  return async (request, response) => {
    const [, , id = '', order] = request.url?.split('/') ?? [];
    if (id === 'unread') return;
    request.resume();
    await once(request, 'end');
    if (id === 'silent') return;
    if (id === 'cut') {
      request.socket.destroy();
      return;
    }
    if (!order) {
      response.writeHead(200, { 'content-type': 'application/json' }).flushHeaders();
      answers.set(id, response);
      arrivals.emit(id);
      return;
    }
    if (!answers.has(id)) await once(arrivals, id);
    if (order === 'byte') answers.get(id)?.write(' ');
    else answers.get(id)?.end('{"ended":true}');
    response.end();
  };
}
