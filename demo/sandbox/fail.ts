import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { createMiddleware } from 'hono/factory';
import type { SandboxEnv } from './context.js';
import { cut } from './cut.js';
import { errorOf } from './error-of.js';
import type { Fault, Faults, FaultTarget } from './faults.js';
import { DEFAULT_LIMITS } from './limits.js';
import { Refusal } from './refusal.js';

/** In bytes: what `throttle` takes in during its `ms`. */
const THROTTLE_STEP = 64 * 1024;

/**
 * Lets the pending faults of one kind of call happen.
 * @param closing ends waits when the sandbox closes
 */
export const fail = (faults: Faults, on: FaultTarget, closing: AbortSignal) =>
  createMiddleware<SandboxEnv>(async (c, next) => {
    const fault = faults.take(on);
    switch (fault?.kind) {
      case 'status':
        throw simulated(on, fault.status);
      case 'drop-before':
        return cut(c);
      case 'drop-after':
        await next();
        // Hono keeps an answer's headers unless it is taken away first.
        c.res = undefined;
        c.res = cut(c);
        return;
      case 'delay':
        await sleep(fault.ms, undefined, { signal: closing });
        break;
      case 'throttle':
        c.req.raw = throttled(c.req.raw, fault.ms, closing);
        break;
      case 'nonsense':
        return nonsense(fault);
      case 'trickle': {
        await next();
        const { status, headers, body } = c.res;
        c.res = undefined;
        c.res = new Response(trickled(body, fault.ms, closing), { status, headers });
        return;
      }
    }
    return next();
  });

const TEXT = 'A fault that was asked for';

function simulated(on: FaultTarget, status: number): Refusal {
  const headers = status === 429 ? { 'x-ratelimit-limit': String(DEFAULT_LIMITS.rate), 'retry-after': '1' } : {};
  return new Refusal(status, errorOf(on, status, TEXT), headers);
}

function nonsense({ status, headers, body, size = body.length }: Fault): Response {
  function* repeated() {
    const piece = Buffer.from(body.repeat(Math.ceil(THROTTLE_STEP / Math.max(1, body.length))));
    for (let left = body ? size : 0; left > 0; left -= piece.length) yield piece.subarray(0, left);
  }
  const bodiless = status === 204 || status === 304;
  return new Response(bodiless ? null : streamOf(repeated()), { status, headers });
}

function trickled(body: ReadableStream<Uint8Array> | null, ms: number, signal: AbortSignal) {
  async function* bytes() {
    for await (const chunk of body ?? [])
      for (let at = 0; at < chunk.length; at++) {
        await sleep(ms, undefined, { signal });
        yield chunk.subarray(at, at + 1);
      }
  }
  return streamOf(bytes());
}

const streamOf = (pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>) =>
  Readable.toWeb(Readable.from(pieces)) as ReadableStream<Uint8Array>;

function throttled(request: Request, ms: number, signal: AbortSignal): Request {
  async function* slowly() {
    for await (const chunk of request.body ?? []) {
      await sleep((ms * chunk.byteLength) / THROTTLE_STEP, undefined, { signal });
      yield chunk;
    }
  }
  const { url, method, headers } = request;
  // Streamed bodies need `duplex` (Fetch standard); TypeScript's RequestInit does not know it yet.
  const init: RequestInit & { duplex: 'half' } = { method, headers, body: streamOf(slowly()), duplex: 'half' };
  return new Request(url, init);
}
