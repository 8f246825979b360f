import { Hono } from 'hono';
import * as z from 'zod/mini';
import { readJson } from './body.js';
import type { SandboxEnv } from './context.js';
import { errorDetail, Refusal } from './refusal.js';

/** The largest that is taken, in bytes ("Quotas and constraints"): a request to `/endpoint`, a file to `/upload`. */
export interface LimitValues {
  request: number;
  file: number;
}

export const DEFAULT_LIMITS: LimitValues = { request: 40_000_000, file: 30_000_000 };

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

const bytes = z.optional(z.int().check(z.positive()));
const Change = z.strictObject({ request: bytes, file: bytes });

/** `POST /limits` `{request?, file?}` lowers or raises them at run time, `DELETE` restores what they were. */
export function limitsRoutes(limits: Limits) {
  return new Hono<SandboxEnv>()
    .get('/limits', c => c.json(limits.current()))
    .post('/limits', async c => {
      const change = Change.safeParse(await readJson(c.req.raw, 1024));
      if (!change.success) throw new Refusal(400, errorDetail('Limits are {request?, file?} in bytes'));
      const { request, file } = change.data;
      limits.change({ ...(request && { request }), ...(file && { file }) });
      return c.json(limits.current());
    })
    .delete('/limits', c => {
      limits.reset();
      return c.json(limits.current());
    });
}
