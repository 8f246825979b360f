import { RedoxFileError } from './errors.js';
import { isOffline, pause, type Timing } from './pause.js';
import { ConnectionError, type TransportResponse } from './transport.js';

/** Answers that say "not now", in a row: with the waits between them about a minute and a half. */
const ANSWERS = 10;
/** Waits without any answer, in a row: about ten minutes, which is longer than a lift or a tunnel takes. */
const SILENCES = 30;
/** The same while the proxy has nothing of the file yet: half a minute, after which somebody should hear of it. */
const FIRST_SILENCES = 6;
/** In milliseconds. */
const FIRST_WAIT = 500;
const LONGEST_WAIT = 30_000;
/** Who tells us to come back later than this, in milliseconds, is told to the user instead. */
const LONGEST_ORDER = 300_000;

/** Statuses after which the same request may succeed: timed out, locked, too many requests, and the server's own troubles. */
export const isPassing = (status: number): boolean => [408, 423, 429].includes(status) || status >= 500;

/** Milliseconds to wait after failure `n` (from 1): doubling, with jitter so that many clients do not come at once. */
export const waitAfter = (failure: number, random = Math.random()): number =>
  Math.min(FIRST_WAIT * 2 ** (failure - 1), LONGEST_WAIT) * (0.5 + random / 2);

/**
 * Milliseconds that `Retry-After` (RFC 9110 section 10.2.3) asks for: it holds seconds or a date. None at all, as by a
 * date that this machine's clock has passed, asks for nothing: ten tries without a wait would end patience in seconds.
 */
export function orderedWait(header: string | null | undefined, now: number): number | undefined {
  const wait = Number(header) * 1000 || Date.parse(header ?? '') - now;
  return wait > 0 ? wait : undefined;
}

export interface Waiting extends Timing {
  /** Called when a wait begins: nothing moves, and it will be tried again. */
  waiting(): void;
  /** Whether the proxy has, or may have, something of the file: that is worth more patience than a first contact. */
  begun(): boolean;
}

/**
 * Failures in a row, and the waits between them. Answers count by number. Silence counts only by waits that ran their
 * full time while the browser saw a network, so that a hint too many or an hour without one costs no patience.
 */
export class Patience {
  readonly #context: Waiting;
  #failures = 0;
  #answers = 0;
  #silences = 0;

  constructor(context: Waiting) {
    this.#context = context;
  }

  /** There was progress: what failed before it no longer counts. */
  restore(): void {
    this.#failures = this.#answers = this.#silences = 0;
  }

  /**
   * Waits before the next try.
   * @param answer undefined where there was none
   * @returns whether there is to be one
   */
  async again(answer: TransportResponse | undefined): Promise<boolean> {
    const { clock } = this.#context;
    const own = waitAfter(++this.#failures);
    const ordered = orderedWait(answer?.header('retry-after'), clock.now());
    if (
      answer
        ? ++this.#answers >= ANSWERS || (ordered ?? 0) > LONGEST_ORDER
        : this.#silences >= (this.#context.begun() ? SILENCES : FIRST_SILENCES)
    )
      return false;
    this.#context.waiting();
    // Who was told the same time to come back does not come at the same moment.
    const wait = ordered === undefined ? own : ordered + Math.random() * FIRST_WAIT;
    const whole = await pause(wait, this.#context, ordered !== undefined);
    if (!answer && whole && !isOffline()) this.#silences++;
    return true;
  }
}

/**
 * Repeats a request that is safe to repeat until it is answered.
 * @param again whether an answer is worth another attempt; passing troubles, by default
 * @returns the last answer, when patience is at its end
 * @throws RedoxFileError `offline` when the last attempt had no answer
 */
export async function persist(
  request: () => Promise<TransportResponse>,
  context: Waiting,
  again = ({ status }: TransportResponse): boolean => isPassing(status),
): Promise<TransportResponse> {
  const patience = new Patience(context);
  for (;;) {
    const answer = await request().catch(answerOfLost);
    if (answer && !again(answer)) return answer;
    if (await patience.again(answer)) continue;
    if (!answer) throw new RedoxFileError('offline');
    return answer;
  }
}

/** For a `catch`: a broken connection is no answer, or the one that kept the request from being made. */
export function answerOfLost(error: unknown): TransportResponse | undefined {
  if (error instanceof ConnectionError) return error.answer;
  throw error;
}
