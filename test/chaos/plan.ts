import { type DataModel, EVENTS_OF, type EventType } from '../../src/models/index.js';
import { createRandom, type Random } from './random.js';
import type { Direction, Trouble } from './relay.js';

/** What is to happen in one run. Times are milliseconds from its start, sizes bytes. */
export interface Plan {
  seed: string;
  client: 'core' | 'tus-js-client';
  files: FilePlan[];
  chunkSize: number;
  /** Of the proxy's tokens, in seconds. */
  tokenLifetime: number;
  /** How far the client's clock is behind, in milliseconds: it takes tokens for good that have expired. */
  clockBehind: number;
  /** When everything that is to go wrong has begun to. */
  calmAt: number;
  /** Who stands between client and proxy when the proxy is down: one that answers 502 itself, or nobody. */
  gateway: boolean;
  acts: Act[];
  /** The host's session is refused. */
  refusedSessions: Period[];
  kills: Kill[];
  redoxFaults: Fault[];
  /** Nothing listens where Redox was. */
  redoxOutages: Period[];
}

export interface FilePlan {
  size: number;
  model: DataModel;
  eventType: EventType;
  delivery: 'embed' | 'upload' | 'auto';
  output: 'send' | 'payload';
}

export interface Period {
  at: number;
  for: number;
}

/** What the user does with a file of the list, by its place. */
export interface Act {
  at: number;
  type: 'pause' | 'resume' | 'retry' | 'remove';
  file: number;
}

/** The proxy is killed at a time, or when so many bytes have passed somewhere; these do not pass any more. */
export interface Kill {
  when: { at: number } | { on: Link; direction: Direction; bytes: number };
  /** How long until it is there again, in milliseconds. */
  downFor: number;
}

export type Link = 'client' | 'redox';

/** As the sandbox's `POST /faults` takes it. */
export interface Fault {
  at: number;
  on: 'token' | 'upload' | 'endpoint';
  kind: 'status' | 'drop-before' | 'drop-after' | 'delay' | 'throttle';
  status?: number;
  ms?: number;
  times: number;
}

const STATUSES = [400, 401, 403, 413, 429, 500, 502, 504] as const;

export function makePlan(seed: string): Plan {
  const random = createRandom(seed);
  const calmAt = random.int(200, 900);
  const soon = () => random.int(0, calmAt);
  const client = random.chance(0.12) ? 'tus-js-client' : 'core';
  const files = random.list(random.int(1, 5), () => filePlan(random));
  const some = <T>(probability: number, most: number, make: () => T): T[] =>
    random.chance(probability) ? random.list(random.int(1, most), make) : [];
  const period = () => ({ at: soon(), for: random.size(20, 500) });
  return {
    seed,
    client,
    files,
    chunkSize: random.size(32 * 1024, 5 * 2 ** 20),
    tokenLifetime: random.pick([1, 1, 2, 600]),
    clockBehind: random.pick([0, 0, 60_000, 3_600_000]),
    calmAt,
    gateway: random.chance(0.5),
    acts: some(0.6, 8, () => ({
      at: soon(),
      type: random.pick(['pause', 'resume', 'resume', 'retry', 'retry', 'remove']),
      file: random.int(0, files.length - 1),
    })).filter(({ type }) => type !== 'remove' || random.chance(0.4)),
    refusedSessions: some(0.25, 2, period),
    kills: some(0.4, 2, () => ({ when: killTime(random, calmAt), downFor: random.size(1, 300) })),
    redoxFaults: some(0.6, 5, () => fault(random, calmAt)),
    redoxOutages: some(0.15, 1, period),
  };
}

function filePlan(random: Random): FilePlan {
  const model = random.pick(['Notes', 'Media', 'Results']);
  return {
    size: random.chance(0.05) ? random.int(1, 10) : random.size(1, 4_000_000),
    model,
    eventType: random.pick<EventType>(EVENTS_OF[model]),
    delivery: random.pick(['embed', 'upload', 'upload', 'auto']),
    output: random.chance(0.1) ? 'payload' : 'send',
  };
}

function killTime(random: Random, calmAt: number): Kill['when'] {
  if (random.chance(0.4)) return { at: random.int(0, calmAt) };
  return {
    on: random.pick(['client', 'redox']),
    direction: random.pick(['there', 'back']),
    bytes: random.size(1, 1_000_000),
  };
}

function fault(random: Random, calmAt: number): Fault {
  const kind = random.pick(['status', 'status', 'drop-before', 'drop-after', 'delay', 'throttle']);
  return {
    at: random.chance(0.5) ? 0 : random.int(0, calmAt),
    on: random.pick(['token', 'upload', 'endpoint', 'endpoint']),
    kind,
    ...(kind === 'status' && { status: random.pick(STATUSES) }),
    ...(kind === 'delay' && { ms: random.size(10, 1500) }),
    ...(kind === 'throttle' && { ms: random.int(5, 100) }),
    times: random.int(1, 3),
  };
}

/** What befalls one connection, by the order in which they come. */
export function troubleOf(seed: string, link: Link): (connection: number) => Trouble {
  const weather = createRandom(`${seed} ${link}`).pick([0, 0.15, 0.4, 0.75]);
  return connection => {
    const random = createRandom(`${seed} ${link} ${connection}`);
    if (!random.chance(weather)) return {};
    const direction: Direction = random.pick(['there', 'back']);
    // Answers are short, and most of what may break of a request is its body.
    const after = direction === 'back' ? random.size(1, 2000) : random.size(1, 2_000_000);
    const kind = random.pick(['cut', 'cut', 'cut', 'hang', 'hang', 'slow', 'refuse']);
    switch (kind) {
      case 'cut':
        return { end: { direction, after, reset: random.chance(0.5) } };
      case 'hang':
        return { end: { direction, after, reset: random.chance(0.5), hangFor: random.size(20, 3000) } };
      case 'slow':
        return { delay: random.size(1, 60), bytesPerMs: random.size(500, 50_000) };
      case 'refuse':
        return { refuse: true };
    }
  };
}
