import { asRecord, errorOf } from './answer.js';
import { below } from './endpoint.js';
import { RedoxFileError } from './errors.js';
import type { Tokens } from './job.js';
import type { SenderOptions } from './options.js';
import { persist } from './retry.js';
import { ConnectionError, type Transport } from './transport.js';

/** A token that lives shorter than this is not worth starting a request with; in milliseconds. */
const MARGIN = 15_000;
const IDLE = 30_000;
const ATTEMPTS = 4;

interface Token {
  token: string;
  expiresAt: number;
}

/** The one source of tokens for all files of an element: however many ask, one request is under way. */
export class TokenSource implements Tokens {
  readonly #endpoint: string;
  readonly #authorize: () => SenderOptions['authorize'];
  readonly #transport: Transport;
  #current: Token | undefined;
  #pending: Promise<Token> | undefined;

  constructor(endpoint: string, authorize: () => SenderOptions['authorize'], transport: Transport) {
    this.#endpoint = endpoint;
    this.#authorize = authorize;
    this.#transport = transport;
  }

  /** @throws RedoxFileError `token-refused`, `offline`, `rate-limited` */
  async get(signal: AbortSignal): Promise<string> {
    if (this.#current && this.#current.expiresAt - Date.now() > MARGIN) return this.#current.token;
    this.#pending ??= this.#request().finally(() => {
      this.#pending = undefined;
    });
    // The request serves whoever waits, so one who stops waiting does not end it.
    this.#current = await orAborted(this.#pending, signal);
    return this.#current.token;
  }

  /** A token in place of one that the proxy no longer takes. */
  renew(refused: string, signal: AbortSignal): Promise<string> {
    if (this.#current?.token === refused) this.#current = undefined;
    return this.get(signal);
  }

  async #request(): Promise<Token> {
    const { signal } = new AbortController();
    const response = await persist(
      async () =>
        this.#transport({
          method: 'POST',
          url: below(this.#endpoint, 'token'),
          headers: Object.fromEntries(new Headers(await this.#authorize()?.())),
          signal,
          idle: IDLE,
          credentials: true,
        }),
      { signal, attempts: ATTEMPTS },
    ).catch(error => {
      throw error instanceof ConnectionError
        ? new RedoxFileError('offline', { cause: error })
        : new RedoxFileError('token-refused', { cause: error });
    });
    const { token, expiresAt } = asRecord(response.json);
    // A 200 that is no token is a sign-in page or a proxy of somebody else's.
    if (response.status !== 200 || typeof token !== 'string') throw errorOf(response, 'token-refused');
    const expires = typeof expiresAt === 'string' ? Date.parse(expiresAt) : Number.NaN;
    return { token, expiresAt: Number.isNaN(expires) ? Number.POSITIVE_INFINITY : expires };
  }
}

function orAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const abort = () => reject(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
