import { ConnectionError, parseJson, type Transport } from './transport.js';

/** For where there is no XMLHttpRequest: Node, workers of other runtimes. It tells of a body only when all of it has left. */
export const fetchTransport: Transport = async request => {
  const idle = AbortSignal.timeout(request.idle);
  try {
    const response = await fetch(request.url, {
      method: request.method,
      headers: request.headers,
      body: request.body ?? null,
      credentials: request.credentials ? 'include' : 'same-origin',
      signal: AbortSignal.any([request.signal, idle]),
    });
    const text = await response.text();
    if (request.body !== undefined) request.onSent?.(sizeOf(request.body));
    return {
      status: response.status,
      header: name => response.headers.get(name),
      json: parseJson(response.headers.get('content-type'), text),
    };
  } catch (error) {
    request.signal.throwIfAborted();
    throw new ConnectionError(request.body !== undefined, { cause: error });
  }
};

const sizeOf = (body: Blob | Uint8Array | string): number => {
  if (typeof body === 'string') return new TextEncoder().encode(body).length;
  return body instanceof Blob ? body.size : body.byteLength;
};
