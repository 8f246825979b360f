import { pause } from './clock.js';
import { ConnectionError, type TransportResponse } from './transport.js';

/** Attempts without progress before a file fails; with the waits between them about two minutes. */
const ATTEMPTS = 8;
const FIRST_WAIT = 500;
const LONGEST_WAIT = 30_000;

/** Statuses after which the same request may succeed: locked, too many requests, and the server's own troubles. */
export const isPassing = (status: number): boolean => status === 423 || status === 429 || status >= 500;

/** Milliseconds to wait before attempt `n` (from 1): doubling, with jitter so that many clients do not come at once. */
export function waitBefore(attempt: number, retryAfter: string | null, random = Math.random()): number {
  const seconds = Number(retryAfter);
  if (retryAfter && Number.isFinite(seconds)) return Math.min(seconds * 1000, 10 * LONGEST_WAIT);
  return Math.min(FIRST_WAIT * 2 ** (attempt - 1), LONGEST_WAIT) * (0.5 + random / 2);
}

export interface Persistence {
  signal: AbortSignal;
  attempts?: number;
  /** Whether an answer is worth another attempt; passing troubles, by default. */
  again?: (response: TransportResponse) => boolean;
}

/**
 * Repeats a request that is safe to repeat until it is answered.
 * @returns the last answer, when attempts run out
 * @throws ConnectionError when the last attempt had no answer
 */
export async function persist(
  request: () => Promise<TransportResponse>,
  { signal, attempts = ATTEMPTS, again = response => isPassing(response.status) }: Persistence,
): Promise<TransportResponse> {
  let begun = false;
  for (let attempt = 1; ; attempt++) {
    let retryAfter: string | null = null;
    try {
      const response = await request();
      if (!again(response) || attempt >= attempts) return response;
      retryAfter = response.header('retry-after');
    } catch (error) {
      if (!(error instanceof ConnectionError)) throw error;
      begun ||= error.begun;
      if (attempt >= attempts) throw new ConnectionError(begun, { cause: error });
    }
    await pause(waitBefore(attempt, retryAfter), signal);
  }
}
