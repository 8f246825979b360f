import { asRecord, errorOf } from './answer.js';
import type { Clock } from './clock.js';
import { below } from './endpoint.js';
import { RedoxFileError } from './errors.js';
import type { Tokens } from './job.js';
import type { SenderOptions } from './options.js';
import { isOffline, orAborted } from './pause.js';
import { isPassing } from './retry.js';
import { ConnectionError, type Transport } from './transport.js';

/** A token that lives shorter than this is not worth starting a request with; in milliseconds. */
const MARGIN = 15_000;
const IDLE = 30_000;

interface Token {
  token: string;
  expiresAt: number;
  /** When it came. */
  issuedAt: number;
}

/**
 * The one source of tokens for all files of an element: however many ask, one request is under way. It does not repeat
 * itself: whoever needs a token has the patience.
 */
export class TokenSource implements Tokens {
  readonly #endpoint: string;
  readonly #authorize: () => SenderOptions['authorize'];
  readonly #transport: Transport;
  readonly #clock: Clock;
  #current: Token | undefined;
  #pending: Promise<Token> | undefined;

  constructor(endpoint: string, authorize: () => SenderOptions['authorize'], transport: Transport, clock: Clock) {
    this.#endpoint = endpoint;
    this.#authorize = authorize;
    this.#transport = transport;
    this.#clock = clock;
  }

  /**
   * @throws RedoxFileError `token-refused`
   * @throws ConnectionError when there is no answer, or one that says "not now"
   */
  async get(signal: AbortSignal, maxAge = Number.POSITIVE_INFINITY): Promise<string> {
    // Nobody would hear of it if a request for somebody who has gone failed, and in Node that ends the process.
    signal.throwIfAborted();
    const { token: current, expiresAt = 0, issuedAt = 0 } = this.#current ?? {};
    const now = this.#clock.now();
    if (current && expiresAt - now > MARGIN && now - issuedAt <= maxAge) return current;
    this.#pending ??= this.#request().finally(() => {
      this.#pending = undefined;
    });
    // The request serves whoever waits, so one who stops waiting does not end it.
    const { token } = await orAborted(this.#pending, signal);
    return token;
  }

  /** A token in place of one that the proxy no longer takes. */
  renew(refused: string, signal: AbortSignal): Promise<string> {
    if (this.#current?.token === refused) this.#current.expiresAt = 0;
    return this.get(signal);
  }

  async #request(): Promise<Token> {
    const response = await this.#transport({
      method: 'POST',
      url: below(this.#endpoint, 'token'),
      // Of the same user alone: in another tab somebody else may have signed in meanwhile.
      headers: { ...(await this.#headers()), ...(this.#current && { 'previous-token': this.#current.token }) },
      signal: new AbortController().signal,
      idle: IDLE,
      credentials: true,
    });
    if (isPassing(response.status)) throw new ConnectionError(false, { answer: response });
    const { token, expiresAt } = asRecord(response.json);
    // A 200 that is no token is a sign-in page or a proxy of somebody else's.
    if (response.status !== 200 || typeof token !== 'string') throw errorOf(response, 'token-refused');
    const expires = typeof expiresAt === 'string' ? Date.parse(expiresAt) : Number.NaN;
    // One that is over as it comes is a matter of this machine's clock: it serves until it is refused.
    const issuedAt = this.#clock.now();
    const known = expires - issuedAt > MARGIN;
    this.#current = { token, expiresAt: known ? expires : Number.POSITIVE_INFINITY, issuedAt };
    return this.#current;
  }

  async #headers(): Promise<Record<string, string>> {
    try {
      return Object.fromEntries(new Headers(await this.#authorize()?.()));
    } catch (cause) {
      // The host may need the network for them as we do.
      if (isOffline()) throw new ConnectionError(false, { cause });
      throw new RedoxFileError('token-refused', { cause });
    }
  }
}
