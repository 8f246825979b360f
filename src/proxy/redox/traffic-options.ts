/** How hard Redox is asked. Times in milliseconds. */
export interface TrafficOptions {
  /** For a connection, TLS included. */
  connectTimeout?: number | undefined;
  /** Between two pieces of a request that Redox takes in: an upload that stalls for longer ends. */
  idleTimeout?: number | undefined;
  /** From a request's last byte to the last byte of its answer; Redox may take a couple of minutes. */
  answerTimeout?: number | undefined;
  /** How often a call is made again, where that is safe; 0 never. */
  retries?: number | undefined;
  /** Before the first repetition, on average half of it; doubled for each further one. */
  backoff?: number | undefined;
  /** How long a call waits for its turn, and after how long none is made again. A client is waiting all the while. */
  patience?: number | undefined;
  /** Calls of one kind (uploads, messages) under way at once. */
  concurrency?: number | undefined;
  /** Calls of one kind that wait for their turn; what comes beyond is refused, with the time to come again. */
  queue?: number | undefined;
  /** Requests within any `rateWindow`. Redox counts by IP address: processes behind one address share it. */
  rateLimit?: number | undefined;
  rateWindow?: number | undefined;
  /** Failures of one kind of call, one after the other, that open its circuit. */
  failures?: number | undefined;
  /** How long an open circuit lets no call through; then one is tried. */
  recovery?: number | undefined;
}

export type TrafficSettings = { [Name in keyof TrafficOptions]-?: number };

/** The rate limit is Redox's own ("Quotas and constraints"). */
export const DEFAULT_TRAFFIC = Object.freeze({
  connectTimeout: 10_000,
  idleTimeout: 30_000,
  answerTimeout: 120_000,
  retries: 3,
  backoff: 500,
  patience: 60_000,
  concurrency: 20,
  queue: 200,
  rateLimit: 10_000,
  rateWindow: 300_000,
  failures: 10,
  recovery: 15_000,
}) satisfies TrafficSettings;

/** @throws {TypeError} saying which option is wrong */
export function readTraffic(options: TrafficOptions = {}): TrafficSettings {
  if (typeof options !== 'object' || options === null)
    throw new TypeError('redox.traffic must be an object of whole numbers');
  const settings: TrafficSettings = { ...DEFAULT_TRAFFIC };
  for (const [name, value] of Object.entries(options)) {
    if (!isName(name)) throw new TypeError(`redox.traffic.${name} is not an option`);
    if (value === undefined) continue;
    const least = name === 'retries' || name === 'queue' ? 0 : 1;
    if (!Number.isSafeInteger(value) || value < least)
      throw new TypeError(`redox.traffic.${name} must be a whole number, ${least} or more`);
    settings[name] = value;
  }
  return settings;
}

const isName = (name: string): name is keyof TrafficSettings => Object.hasOwn(DEFAULT_TRAFFIC, name);
