import PQueue from 'p-queue';
import { RedoxError } from './error.js';
import type { TrafficSettings } from './traffic-options.js';

/** So many calls at once, so many that wait, and none for longer than our patience. */
export interface Lane {
  /** @throws {RedoxError} `rate-limited` when too many wait, or it waited too long */
  run<T>(work: () => Promise<T>): Promise<T>;
  /** How many wait. */
  readonly waiting: number;
}

/** Redox's rolling rate limit, and the pauses that it asks for: for all calls together. */
export interface Pace {
  /**
   * Waits until one more request is in order.
   * @param urgent goes before others that wait: they wait for what it brings
   * @throws {RedoxError} `rate-limited` when that takes longer than our patience
   */
  pass(urgent: boolean): Promise<void>;
  /** No request for so many milliseconds. */
  pause(ms: number): void;
}

const rateLimited = (detail: string, ms: number) =>
  new RedoxError('rate-limited', detail, { retryAfter: Math.max(1, Math.ceil(ms / 1000)) });

/** In milliseconds: when whoever found the queue full, or lost patience, may come again. */
const COME_AGAIN = 5000;

export function createLane({ concurrency, queue: longest, patience }: TrafficSettings): Lane {
  const queue = new PQueue({ concurrency });
  return {
    get waiting() {
      return queue.size;
    },
    async run(work) {
      if (queue.pending >= concurrency && queue.size >= longest)
        throw rateLimited('Too many files and messages wait for Redox', COME_AGAIN);
      return queued(queue, work, patience, () => rateLimited('It was not its turn in time', COME_AGAIN));
    },
  };
}

export function createPace({ rateLimit, rateWindow, patience }: TrafficSettings): Pace {
  const queue = new PQueue({ interval: rateWindow, intervalCap: rateLimit, strict: true });
  let until = 0;
  let timer: NodeJS.Timeout | undefined;
  return {
    async pass(urgent) {
      const wait = until - performance.now();
      if (wait >= patience) throw rateLimited('The rate limit of Redox is reached', wait);
      const late = () => rateLimited('Our own rate limit for Redox is reached', rateWindow / 10);
      await queued(queue, async () => {}, patience, late, urgent ? 1 : 0);
    },
    pause(ms) {
      const end = performance.now() + ms;
      if (end <= until) return;
      until = end;
      queue.pause();
      clearTimeout(timer);
      timer = setTimeout(() => queue.start(), ms);
      timer.unref();
    },
  };
}

/** The library's own signal would also end work that is under way. */
async function queued<T>(
  queue: PQueue,
  work: () => Promise<T>,
  patience: number,
  late: () => RedoxError,
  priority = 0,
): Promise<T> {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(late()), patience);
  const begun = () => {
    clearTimeout(timer);
    return work();
  };
  return queue.add(begun, { signal: controller.signal, priority });
}
