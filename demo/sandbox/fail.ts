import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { createMiddleware } from 'hono/factory';
import type { SandboxEnv } from './context.js';
import { cut } from './cut.js';
import type { Faults, FaultTarget } from './faults.js';
import { errorDetail, messageErrors, oauthError, Refusal } from './refusal.js';

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
    }
    return next();
  });

const TEXT = 'A fault that was asked for';

/** An error in the shape that Redox gives to errors of this kind of call. */
function simulated(on: FaultTarget, status: number): Refusal {
  const bodies = {
    token: oauthError(status < 500 ? 'invalid_client' : 'server_error', TEXT),
    upload: errorDetail(TEXT),
    endpoint: messageErrors({}, [TEXT], 'Sandbox'),
  };
  // 10,000 requests in 5 minutes ("Quotas and constraints").
  const headers = status === 429 ? { 'x-ratelimit-limit': '10000', 'retry-after': '1' } : {};
  return new Refusal(status, bodies[on], headers);
}

function throttled(request: Request, ms: number, signal: AbortSignal): Request {
  async function* slowly() {
    for await (const chunk of request.body ?? []) {
      await sleep((ms * chunk.byteLength) / THROTTLE_STEP, undefined, { signal });
      yield chunk;
    }
  }
  const { url, method, headers } = request;
  const body = Readable.toWeb(Readable.from(slowly())) as ReadableStream<Uint8Array>;
  // Streamed bodies need `duplex` (Fetch standard); TypeScript's RequestInit does not know it yet.
  const init: RequestInit & { duplex: 'half' } = { method, headers, body, duplex: 'half' };
  return new Request(url, init);
}
