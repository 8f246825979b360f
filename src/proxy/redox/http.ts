/** Redox's answer; a body that is no JSON counts as none. */
export interface RedoxAnswer {
  status: number;
  headers: Headers;
  json: unknown;
}

/** Failures before the first byte of a request has left: whatever was asked for has certainly not happened. */
const NOT_CONNECTED = new Set([
  'EAI_AGAIN',
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** A request without an answer. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
  /** Whether the request, or part of it, may have arrived. */
  readonly sent: boolean;

  constructor(cause: unknown) {
    super('Redox did not answer', { cause });
    const { code } = (cause instanceof Error ? (cause.cause ?? {}) : {}) as { code?: unknown };
    this.sent = !(typeof code === 'string' && NOT_CONNECTED.has(code));
  }
}

/** A streamed body needs `duplex` (Fetch standard), which TypeScript's own RequestInit does not know yet. */
export interface RedoxRequest {
  headers?: Record<string, string>;
  body: BodyInit;
  duplex?: 'half';
}

/**
 * One POST to Redox.
 * @param timeout in milliseconds, for the whole of it
 * @throws {NoAnswer}
 */
export async function post(url: string, request: RedoxRequest, timeout: number): Promise<RedoxAnswer> {
  const ended = new AbortController();
  try {
    const response = await fetch(url, {
      ...request,
      method: 'POST',
      // Credentials and PHI go where the options say, nowhere else.
      redirect: 'manual',
      signal: AbortSignal.any([AbortSignal.timeout(timeout), ended.signal]),
    });
    return { status: response.status, headers: response.headers, json: parse(await response.text()) };
  } catch (cause) {
    throw new NoAnswer(cause);
  } finally {
    // An answer may come before the body was wanted to its end.
    ended.abort();
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
