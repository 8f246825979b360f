import type { Clock } from './clock.js';

/** One HTTP request and its answer, as far as sending a file needs them. */
export interface TransportRequest {
  method: 'POST' | 'HEAD' | 'PATCH' | 'DELETE';
  url: string;
  headers: Record<string, string>;
  body?: Blob | Uint8Array<ArrayBuffer> | string | undefined;
  signal: AbortSignal;
  /** Milliseconds without a byte in either direction after which the connection counts as broken. */
  idle: number;
  /** The same, from when the whole body has left until the answer begins; `idle` by default. */
  answerIdle?: number;
  /** Called with the bytes of the body that have left so far. */
  onSent?: ((bytes: number) => void) | undefined;
  /** Sends the host's cookies along, also to another origin. */
  credentials?: boolean;
}

export interface TransportResponse {
  status: number;
  header(name: string): string | null;
  /** The body where it is JSON. */
  json: unknown;
}

/** @throws ConnectionError, or the signal's reason */
export type Transport = (request: TransportRequest) => Promise<TransportResponse>;

export interface ConnectionErrorOptions extends ErrorOptions {
  /** Why a request that needed something else first was not made at all. */
  answer?: TransportResponse | undefined;
}

/** No answer came: not reachable, cut off, or silent for too long. */
export class ConnectionError extends Error {
  override readonly name = 'ConnectionError';
  /** Whether any byte of the body had left, so that the other side may have acted on it. */
  readonly begun: boolean;
  readonly answer: TransportResponse | undefined;

  constructor(begun: boolean, { answer, ...options }: ConnectionErrorOptions = {}) {
    super('No answer', options);
    this.begun = begun;
    this.answer = answer;
  }
}

/** Ends a request in which nothing moves. */
export class IdleTimer {
  readonly #request: TransportRequest;
  readonly #clock: Clock;
  readonly #end: () => void;
  #left: boolean;
  #cancel = (): void => undefined;

  constructor(request: TransportRequest, clock: Clock, end: () => void) {
    this.#request = request;
    this.#clock = clock;
    this.#end = end;
    this.#left = request.body === undefined;
  }

  /** A byte has moved. @param left it was the last of the body */
  restart(left = this.#left): void {
    this.#left = left;
    this.#cancel();
    const { idle, answerIdle = idle } = this.#request;
    this.#cancel = this.#clock.after(left ? answerIdle : idle, this.#end);
  }

  stop(): void {
    this.#cancel();
  }
}

/** Undefined where the body is not JSON: an answer from something that is not the proxy. */
export function parseJson(contentType: string | null, text: string): unknown {
  if (!/[/+]json\b/.test(contentType ?? '')) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
