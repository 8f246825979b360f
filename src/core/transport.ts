/** One HTTP request and its answer, as far as sending a file needs them. */
export interface TransportRequest {
  method: 'POST' | 'HEAD' | 'PATCH' | 'DELETE';
  url: string;
  headers: Record<string, string>;
  body?: Blob | Uint8Array<ArrayBuffer> | string | undefined;
  signal: AbortSignal;
  /** Milliseconds without a byte in either direction after which the connection counts as broken. */
  idle: number;
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

/** No answer came: not reachable, cut off, or silent for too long. */
export class ConnectionError extends Error {
  override readonly name = 'ConnectionError';
  /** Whether any byte of the body had left, so that the other side may have acted on it. */
  readonly begun: boolean;

  constructor(begun: boolean, options?: ErrorOptions) {
    super('No answer', options);
    this.begun = begun;
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
