import { Hono } from 'hono';
import * as z from 'zod/mini';
import { readJson } from './body.js';
import type { SandboxEnv } from './context.js';
import { errorDetail, Refusal } from './refusal.js';

/** What is taken at most ("Quotas and constraints"). */
export interface LimitValues {
  /** A request to `/endpoint`, in bytes. */
  request: number;
  /** A file to `/upload`, in bytes. */
  file: number;
  /** Requests in any five minutes. */
  rate: number;
}

export const DEFAULT_LIMITS: LimitValues = { request: 40_000_000, file: 30_000_000, rate: 10_000 };

export interface Limits {
  current(): LimitValues;
  change(values: Partial<LimitValues>): void;
  reset(): void;
}

export function createLimits(initial: LimitValues): Limits {
  let values = initial;
  return {
    current: () => values,
    change(changed) {
      values = { ...values, ...changed };
    },
    reset() {
      values = initial;
    },
  };
}

const limit = z.optional(z.int().check(z.positive()));
const Change = z.strictObject({ request: limit, file: limit, rate: limit });

/** `POST /limits` `{request?, file?, rate?}` lowers or raises them at run time, `DELETE` restores what they were. */
export function limitsRoutes(limits: Limits) {
  return new Hono<SandboxEnv>()
    .get('/limits', c => c.json(limits.current()))
    .post('/limits', async c => {
      const change = Change.safeParse(await readJson(c.req.raw, 1024));
      if (!change.success)
        throw new Refusal(400, errorDetail('Limits are {request?, file?} in bytes and {rate?} in requests'));
      const { request, file, rate } = change.data;
      limits.change({ ...(request && { request }), ...(file && { file }), ...(rate && { rate }) });
      return c.json(limits.current());
    })
    .delete('/limits', c => {
      limits.reset();
      return c.json(limits.current());
    });
}
