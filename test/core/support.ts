import type { Clock } from '../../src/core/clock.js';
import { Entry } from '../../src/core/entry.js';
import type { Context, Job, Tokens } from '../../src/core/job.js';
import { nextTask } from '../../src/core/next-task.js';
import { DEFAULTS } from '../../src/core/options.js';
import {
  ConnectionError,
  type Transport,
  type TransportRequest,
  type TransportResponse,
} from '../../src/core/transport.js';

/** Bytes that differ from place to place, so that a chunk at the wrong offset shows. */
export function patterned(size: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size);
  for (let i = 0, seed = 1; i < size; i++) {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    bytes[i] = seed >>> 24;
  }
  return bytes;
}

/** What `fileOf` holds: such bytes, which begin as a PDF does. */
export function pdfOf(size: number): Uint8Array<ArrayBuffer> {
  const bytes = patterned(size);
  bytes.set(new TextEncoder().encode('%PDF-1.7\n'));
  return bytes;
}

export const fileOf = (size: number, name = 'scan.pdf'): File =>
  new File([pdfOf(size)], name, { type: 'application/pdf' });

export function answer(status: number, headers: Record<string, string> = {}, json?: unknown): TransportResponse {
  return { status, header: name => headers[name.toLowerCase()] ?? null, json };
}

export type Turn = (request: TransportRequest) => TransportResponse | Promise<TransportResponse>;

export const status =
  (code: number): Turn =>
  () =>
    answer(code);
/** An answer of the proxy's in the form of all its errors. */
export const problem =
  (code: number, word: string, more: object = {}): Turn =>
  () =>
    answer(code, {}, { code: word, ...more });
/** The connection breaks after bytes of the body have left. */
export const cut: Turn = () => {
  throw new ConnectionError(true);
};
/** The proxy cannot be reached at all. */
export const silence: Turn = () => {
  throw new ConnectionError(false);
};
export const times = (count: number, turn: Turn): Turn[] => Array.from({ length: count }, () => turn);

export interface Conversation {
  transport: Transport;
  /** The requests so far, each as `METHOD path offset+bytes`. */
  said: string[];
  requests: TransportRequest[];
}

/** A transport that answers what each turn says, in order, and keeps what was asked. */
export function conversation(...turns: Turn[]): Conversation {
  const said: string[] = [];
  const requests: TransportRequest[] = [];
  return {
    said,
    requests,
    transport: async request => {
      request.signal.throwIfAborted();
      const size = request.body instanceof Uint8Array ? `+${request.body.length}` : '';
      const offset = request.headers['upload-offset'] ?? '';
      said.push(`${request.method} ${new URL(request.url).pathname} ${offset}${size}`.trim());
      requests.push(request);
      const turn = turns.shift();
      if (!turn) throw new Error(`No turn left for ${said.at(-1)}`);
      return turn(request);
    },
  };
}

export interface TestClock extends Clock {
  /** What was waited for, in milliseconds. */
  waits: number[];
}

/** A clock on which every wait is over at once. */
export function hurriedClock(): TestClock {
  const waits: number[] = [];
  let now = Date.UTC(2026, 0, 1);
  return {
    waits,
    now: () => now,
    after(milliseconds, callback) {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        port1.close();
        waits.push(milliseconds);
        now += milliseconds;
        callback();
      };
      port2.postMessage(undefined);
      return () => port1.close();
    },
  };
}

/** A clock that goes only when it is told to. */
export function stoppedClock(): Clock & { advance(milliseconds: number): void } {
  let now = Date.UTC(2026, 0, 1);
  const timers = new Set<{ at: number; callback: () => void }>();
  return {
    now: () => now,
    after(milliseconds, callback) {
      const timer = { at: now + milliseconds, callback };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    advance(milliseconds) {
      now += milliseconds;
      for (const timer of timers) {
        if (timer.at > now) continue;
        timers.delete(timer);
        timer.callback();
      }
    },
  };
}

export const fixedTokens: Tokens = { get: async () => 'first', renew: async () => 'second' };

/** A context for a step on its own. */
export function contextWith(overrides: Partial<Context> & { transport: Transport }): Context {
  return {
    signal: new AbortController().signal,
    clock: hurriedClock(),
    options: { ...DEFAULTS, endpoint: '/redox', chunkSize: 100 },
    tokens: fixedTokens,
    way: { chunk: Number.POSITIVE_INFINITY, message: Number.POSITIVE_INFINITY },
    enter: () => undefined,
    progress: () => undefined,
    waiting: () => undefined,
    begun: () => true,
    announce: () => true,
    ...overrides,
  };
}

export const jobFor = (file = fileOf(250)): Job => new Entry(file).job;

/** What a promise comes to, error or value. */
export const outcomeOf = (promise: Promise<unknown>): Promise<unknown> => promise.catch((error: unknown) => error);

/** The rejections that nobody has handled in a piece of work, which a page's developer hears of as errors. */
export async function unhandledIn(work: () => Promise<unknown>): Promise<unknown[]> {
  const unhandled: unknown[] = [];
  const hear = ({ reason }: PromiseRejectionEvent) => unhandled.push(reason);
  addEventListener('unhandledrejection', hear);
  await work();
  // The browser tells of them after the task.
  await nextTask();
  await nextTask();
  removeEventListener('unhandledrejection', hear);
  return unhandled;
}

/** Gives what the browser says about its network for the length of a piece of work. */
export async function whileOffline<T>(work: (online: () => void) => Promise<T>): Promise<T> {
  let isOnline = false;
  Object.defineProperty(navigator, 'onLine', { configurable: true, get: () => isOnline });
  try {
    return await work(() => {
      isOnline = true;
      window.dispatchEvent(new Event('online'));
    });
  } finally {
    Reflect.deleteProperty(navigator, 'onLine');
  }
}
