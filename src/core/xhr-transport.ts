import type { Clock } from './clock.js';
import { isOffline } from './pause.js';
import { ConnectionError, IdleTimer, parseJson, type Transport } from './transport.js';

/** XMLHttpRequest, because `fetch` does not tell how much of a body has left. */
export const xhrTransport =
  (clock: Clock): Transport =>
  request =>
    new Promise((resolve, reject) => {
      request.signal.throwIfAborted();
      const xhr = new XMLHttpRequest();
      const abort = () => xhr.abort();
      const timer = new IdleTimer(request, clock, abort);
      let sent = 0;
      const alive = () => timer.restart();
      const settle = (end: () => void) => () => {
        timer.stop();
        request.signal.removeEventListener('abort', abort);
        end();
      };
      const broken = settle(() => reject(request.signal.aborted ? request.signal.reason : lost()));
      // Firefox says nothing of a body in its first 50 ms, nor when the connection breaks then. So it has begun to leave
      // unless there was no network at all.
      const lost = () => new ConnectionError(request.body !== undefined && (sent > 0 || !isOffline()));

      xhr.open(request.method, request.url);
      xhr.withCredentials = request.credentials ?? false;
      for (const [name, value] of Object.entries(request.headers)) xhr.setRequestHeader(name, value);
      // Listening to the upload makes even a HEAD a preflighted request, so only where there is something to count.
      if (request.body !== undefined) {
        xhr.upload.onprogress = event => {
          sent = event.loaded;
          // The event that all has left comes, in Firefox, only with the answer.
          timer.restart(sent === event.total);
          request.onSent?.(sent);
        };
      }
      xhr.onprogress = alive;
      xhr.onreadystatechange = alive;
      xhr.onload = settle(() =>
        resolve({
          status: xhr.status,
          header: name => xhr.getResponseHeader(name),
          json: parseJson(xhr.getResponseHeader('content-type'), xhr.responseText),
        }),
      );
      xhr.onerror = broken;
      xhr.onabort = broken;
      request.signal.addEventListener('abort', abort);
      alive();
      xhr.send(request.body ?? null);
    });
