import { ConnectionError, parseJson, type Transport, type TransportResponse } from './transport.js';

/** XMLHttpRequest, because `fetch` does not tell how much of a body has left. */
export const xhrTransport: Transport = request =>
  new Promise<TransportResponse>((resolve, reject) => {
    request.signal.throwIfAborted();
    const xhr = new XMLHttpRequest();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let sent = 0;
    const alive = () => {
      clearTimeout(timer);
      timer = setTimeout(() => xhr.abort(), request.idle);
    };
    const abort = () => xhr.abort();
    const settle = (end: () => void) => () => {
      clearTimeout(timer);
      request.signal.removeEventListener('abort', abort);
      end();
    };
    const broken = settle(() => reject(request.signal.aborted ? request.signal.reason : new ConnectionError(sent > 0)));

    xhr.open(request.method, request.url);
    xhr.withCredentials = request.credentials ?? false;
    for (const [name, value] of Object.entries(request.headers)) xhr.setRequestHeader(name, value);
    // Listening to the upload makes even a HEAD a preflighted request, so only where there is something to count.
    if (request.body !== undefined)
      xhr.upload.onprogress = event => {
        sent = event.loaded;
        alive();
        request.onSent?.(sent);
      };
    xhr.onprogress = alive;
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
