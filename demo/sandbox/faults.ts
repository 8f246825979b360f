import { Hono } from 'hono';
import * as z from 'zod/mini';
import { readJson } from './body.js';
import type { SandboxEnv } from './context.js';
import { errorDetail, Refusal } from './refusal.js';

/** In bytes. */
const LARGEST_FAULT = 16_384;

const TARGETS = ['token', 'upload', 'endpoint'] as const;
export type FaultTarget = (typeof TARGETS)[number];

/**
 * What is to happen to the next `times` calls of one kind:
 * - `status` answers with it at once;
 * - `drop-before` cuts the connection before anything is done, `drop-after` when everything is done but the answer;
 * - `delay` waits for `ms` before anything is done;
 * - `throttle` takes the body in slowly: `ms` for every 64 KiB;
 * - `nonsense` answers, with nothing done, what no documentation knows: `status` from 200 on, `headers` and `body` as
 *   they are given, the body over again until it has `size` bytes;
 * - `trickle` does everything, and gives the answer byte by byte, one in `ms`.
 */
const Fault = z
  .strictObject({
    on: z.enum(TARGETS),
    kind: z.enum(['status', 'drop-before', 'drop-after', 'delay', 'throttle', 'nonsense', 'trickle']),
    status: z._default(z.int().check(z.gte(200), z.lte(599)), 500),
    ms: z._default(z.int().check(z.gte(0), z.lte(600_000)), 1000),
    times: z._default(z.int().check(z.gte(1), z.lte(1_000_000)), 1),
    headers: z._default(z.record(z.string().check(z.regex(/^[\w-]+$/)), z.string()), {}),
    body: z._default(z.string(), ''),
    size: z.optional(z.int().check(z.gte(0), z.lte(1_000_000_000))),
  })
  .check(z.refine(({ kind, status }) => kind === 'nonsense' || status >= 400, { path: ['status'] }));
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
      const fault = Fault.safeParse(await readJson(c.req.raw, LARGEST_FAULT));
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
