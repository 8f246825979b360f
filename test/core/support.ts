import type { Context, Tokens } from '../../src/core/job.js';
import { DEFAULTS } from '../../src/core/options.js';
import type { Transport, TransportRequest, TransportResponse } from '../../src/core/transport.js';

/** Bytes that differ from place to place, so that a chunk at the wrong offset shows. */
export function patterned(size: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size);
  for (let i = 0, seed = 1; i < size; i++) {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    bytes[i] = seed >>> 24;
  }
  return bytes;
}

export function answer(status: number, headers: Record<string, string> = {}, json?: unknown): TransportResponse {
  return { status, header: name => headers[name.toLowerCase()] ?? null, json };
}

export interface Conversation {
  transport: Transport;
  /** The requests so far, each as `METHOD path offset+bytes`. */
  said: string[];
}

/** A transport that answers what each turn says, in order, and keeps what was asked. */
export function conversation(...turns: ((request: TransportRequest) => TransportResponse)[]): Conversation {
  const said: string[] = [];
  return {
    said,
    transport: async request => {
      const size = request.body instanceof Uint8Array ? `+${request.body.length}` : '';
      const offset = request.headers['upload-offset'] ?? '';
      said.push(`${request.method} ${new URL(request.url).pathname} ${offset}${size}`.trim());
      const turn = turns.shift();
      if (!turn) throw new Error(`No turn left for ${said.at(-1)}`);
      return turn(request);
    },
  };
}

export const fixedTokens: Tokens = { get: async () => 'first', renew: async () => 'second' };

/** A context for a step on its own. */
export function contextWith(overrides: Partial<Context> & { transport: Transport }): Context {
  return {
    signal: new AbortController().signal,
    options: { ...DEFAULTS, endpoint: '/redox' },
    tokens: fixedTokens,
    enter: () => undefined,
    progress: () => undefined,
    announce: () => true,
    ...overrides,
  };
}
