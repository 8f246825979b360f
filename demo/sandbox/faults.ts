import { Hono } from 'hono';
import * as z from 'zod/mini';
import { readJson } from './body.js';
import type { SandboxEnv } from './context.js';
import { errorDetail, Refusal } from './refusal.js';

const TARGETS = ['token', 'upload', 'endpoint'] as const;
export type FaultTarget = (typeof TARGETS)[number];

/**
 * What is to happen to the next `times` calls of one kind:
 * - `status` answers with it at once;
 * - `drop-before` cuts the connection before anything is done, `drop-after` when everything is done but the answer;
 * - `delay` waits for `ms` before anything is done;
 * - `throttle` takes the body in slowly: `ms` for every 64 KiB.
 */
const Fault = z.strictObject({
  on: z.enum(TARGETS),
  kind: z.enum(['status', 'drop-before', 'drop-after', 'delay', 'throttle']),
  status: z._default(z.int().check(z.gte(400), z.lte(599)), 500),
  ms: z._default(z.int().check(z.gte(0), z.lte(600_000)), 1000),
  times: z._default(z.int().check(z.gte(1), z.lte(1_000_000)), 1),
});
export type Fault = z.infer<typeof Fault>;

/** The faults that are still to come, in the order in which they were asked for. */
export interface Faults {
  add(fault: Fault): void;
  /** The fault of the next call, which is used up by it. */
  take(on: FaultTarget): Fault | undefined;
  clear(): void;
}

export function createFaults(): Faults {
  let pending: Fault[] = [];
  return {
    add(fault) {
      pending.push({ ...fault });
    },
    take(on) {
      const next = pending.find(fault => fault.on === on);
      if (next && --next.times === 0) pending = pending.filter(fault => fault !== next);
      return next;
    },
    clear() {
      pending = [];
    },
  };
}

/** `POST /faults` makes the next calls fail, `DELETE` takes back those that are still to come. */
export function faultsRoutes(faults: Faults) {
  return new Hono<SandboxEnv>()
    .post('/faults', async c => {
      const fault = Fault.safeParse(await readJson(c.req.raw, 1024));
      if (!fault.success)
        throw new Refusal(400, errorDetail(fault.error.issues.map(({ path }) => `${path.join('.')} is wrong`).join()));
      faults.add(fault.data);
      return c.json(fault.data, 201);
    })
    .delete('/faults', c => {
      faults.clear();
      return c.body(null, 204);
    });
}
