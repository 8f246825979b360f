import { setTimeout as sleep } from 'node:timers/promises';
import { type CallOutcome, Circuit, type CircuitState } from './circuit.js';
import { NoAnswer, type RedoxAnswer } from './http.js';
import { createLane, createPace } from './queues.js';
import { parseRetryAfter } from './retry-after.js';
import type { TrafficSettings } from './traffic-options.js';

/** What Redox is asked for: an access token, to take a file, to take a message. */
export type Call = 'token' | 'upload' | 'endpoint';

/** How it stands between us and Redox, as far as the last calls tell. */
export interface RedoxHealth {
  /** Whether calls are made: false while one of the circuits is open. */
  available: boolean;
  circuits: Readonly<Record<Call, CircuitState>>;
  /** Uploads and messages that wait for their turn. */
  waiting: number;
}

/** Keeps all calls in order among themselves; each goes through both functions. */
export interface Traffic {
  /**
   * Makes a call when its turn has come, and again where that is safe.
   * @throws {RedoxError} where it was not made
   * @throws {NoAnswer} of the last attempt
   */
  attempts(call: Call, attempt: () => Promise<RedoxAnswer>): Promise<RedoxAnswer>;
  /** One request of an attempt. @throws as `attempts` does */
  once(call: Call, post: () => Promise<RedoxAnswer>): Promise<RedoxAnswer>;
  health(): RedoxHealth;
}

type Ended = { value: RedoxAnswer } | { thrown: unknown };

/** In milliseconds, where Redox does not say: its limit is counted over 5 minutes ("Quotas and constraints"). */
export const RATE_LIMIT_PAUSE = 60_000;

export function createTraffic(settings: TrafficSettings): Traffic {
  const { retries, backoff, patience } = settings;
  const pace = createPace(settings);
  const perCall = <T>(create: () => T): Record<Call, T> => ({ token: create(), upload: create(), endpoint: create() });
  const lanes = perCall(() => createLane(settings));
  const circuits = perCall(() => new Circuit(settings));

  return {
    async attempts(call, attempt) {
      const started = performance.now();
      for (let made = 0; ; made++) {
        const ended = await settled(() => lanes[call].run(attempt));
        // Anywhere between nothing and all of it, so that those who failed together do not come back together.
        const wait = Math.max(pauseOf(ended) ?? 0, Math.random() * backoff * 2 ** made);
        const late = performance.now() - started + wait > patience;
        if (made >= retries || late || !isRepeatable(call, ended)) return unsettled(ended);
        await sleep(wait);
      }
    },

    once: (call, post) =>
      circuits[call].run(
        async () => {
          await pace.pass(call === 'token');
          const answer = await post();
          const pause = pauseOf({ value: answer });
          if (pause !== undefined) pace.pause(pause);
          return answer;
        },
        ended => outcomeOf(call, ended),
      ),

    health() {
      const { token, upload, endpoint } = circuits;
      const states = { token: token.state, upload: upload.state, endpoint: endpoint.state };
      return {
        available: !Object.values(states).includes('open'),
        circuits: states,
        waiting: Object.values(lanes).reduce((sum, lane) => sum + lane.waiting, 0),
      };
    },
  };
}

async function settled(work: () => Promise<RedoxAnswer>): Promise<Ended> {
  try {
    return { value: await work() };
  } catch (thrown) {
    return { thrown };
  }
}

function unsettled(ended: Ended): RedoxAnswer {
  if ('thrown' in ended) throw ended.thrown;
  return ended.value;
}

/** How long Redox wants to be left alone, in milliseconds. */
function pauseOf(ended: Ended): number | undefined {
  if ('thrown' in ended) return undefined;
  const { status, retryAfter } = ended.value;
  if (status === 429) return parseRetryAfter(retryAfter) ?? RATE_LIMIT_PAUSE;
  return status === 503 ? parseRetryAfter(retryAfter) : undefined;
}

/** An answer that Redox's own services do not give: a gateway's in front of them, or none of HTTP's at all. */
const isBroken = ({ status, json }: RedoxAnswer): boolean => status >= 500 || (status < 300 && json === undefined);

/** A token or a file that is asked for or sent twice harms nobody; a message only if it has certainly not been taken. */
function isRepeatable(call: Call, ended: Ended): boolean {
  if ('thrown' in ended) return ended.thrown instanceof NoAnswer && !(call === 'endpoint' && ended.thrown.sent);
  const { status } = ended.value;
  return status === 429 || (call !== 'endpoint' && (status === 408 || isBroken(ended.value)));
}

function outcomeOf(call: Call, ended: Ended): CallOutcome {
  if ('thrown' in ended) return ended.thrown instanceof NoAnswer ? 'failure' : 'unknown';
  const { status } = ended.value;
  if (status === 429) return 'unknown';
  // Without a token nothing works, whosever fault that is.
  const refused = call === 'token' && status >= 300;
  return refused || isBroken(ended.value) ? 'failure' : 'success';
}
