import { createMiddleware } from 'hono/factory';
import type { SandboxEnv } from './context.js';
import { errorOf } from './error-of.js';
import type { FaultTarget } from './faults.js';
import type { Limits } from './limits.js';
import { Refusal } from './refusal.js';

/** In milliseconds ("Quotas and constraints"). */
const WINDOW = 5 * 60_000;

/**
 * Refuses what is more than the limit in any five minutes. Redox counts by IP address; all that reaches the sandbox comes
 * from one. When to come again is not said: the documentation knows no such header.
 */
export function createRateLimit(limits: Limits, now: () => number) {
  const times: number[] = [];
  return (on: FaultTarget) =>
    createMiddleware<SandboxEnv>(async (_, next) => {
      const time = now();
      while (times[0] !== undefined && times[0] <= time - WINDOW) times.shift();
      const { rate } = limits.current();
      if (times.length >= rate)
        throw new Refusal(429, errorOf(on, 429, 'Too many requests'), { 'x-ratelimit-limit': String(rate) });
      times.push(time);
      return next();
    });
}
