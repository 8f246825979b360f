import { SingleFlight } from '../single-flight.js';

export interface AccessToken {
  token: string;
  /** Milliseconds since 1970. */
  expiresAt: number;
}

export interface AccessTokens {
  /** @throws {RedoxError} `upload-failed` when Redox gives none */
  get(): Promise<string>;
  /** Forgets a token that Redox no longer takes. */
  drop(token: string): void;
}

/** In milliseconds: a token that expires sooner might do so on its way. */
const MARGIN = 30_000;

/** One token for all calls, renewed shortly before it expires; however many ask for it, one request is under way. */
export function cacheAccessTokens(request: () => Promise<AccessToken>): AccessTokens {
  const flight = new SingleFlight<AccessToken>();
  let current: AccessToken | undefined;
  return {
    async get() {
      if (current && current.expiresAt - Date.now() > MARGIN) return current.token;
      current = await flight.run('token', request);
      return current.token;
    },
    drop(token) {
      if (current?.token === token) current = undefined;
    },
  };
}
