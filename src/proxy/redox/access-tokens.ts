import { SingleFlight } from '../single-flight.js';

export interface AccessToken {
  token: string;
  /** Milliseconds since 1970. */
  expiresAt: number;
}

export interface AccessTokens {
  /** @throws {RedoxError} `upload-failed` or `rate-limited` when Redox gives none */
  get(): Promise<string>;
  /** Forgets a token that Redox no longer takes. */
  drop(token: string): void;
}

/** In milliseconds: a token that expires sooner might do so on its way. */
const MARGIN = 30_000;

/** One token for all calls, renewed shortly before it expires; however many ask for it, one request is under way. */
export function cacheAccessTokens(request: () => Promise<AccessToken>): AccessTokens {
  const flight = new SingleFlight<{ token: string; goodUntil: number }>();
  let current: { token: string; goodUntil: number } | undefined;
  const renew = async () => {
    const { token, expiresAt } = await request();
    const lifetime = expiresAt - Date.now();
    current = { token, goodUntil: Date.now() + lifetime - Math.min(MARGIN, lifetime / 2) };
    return current;
  };
  return {
    async get() {
      const good = current && current.goodUntil > Date.now() ? current : await flight.run('token', renew);
      return good.token;
    },
    drop(token) {
      if (current?.token === token) current = undefined;
    },
  };
}
