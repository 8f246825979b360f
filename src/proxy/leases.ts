import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { Ledger } from './ledger.js';

/** In milliseconds: as long is a killed process believed to be at work. */
const LEASE = 5_000;
const RENEWAL = LEASE / 3;
const LONGEST_PAUSE = 500;

/** Does work of which one at a time may be under way for each name, in all processes that share a ledger. */
export type Exclusively = <T>(name: string, work: () => Promise<T>) => Promise<T>;

/**
 * Who comes second waits until the first is done, or its process is gone. A process that stands still for longer than a
 * lease is taken for gone, so what must never happen twice needs a claim in the ledger besides.
 * @param onError hears of leases that could not be renewed or given back; they end by themselves
 * @param track keeps the ledger open for what nobody waits for: a lease that is given back
 */
export const exclusivelyBy =
  (ledger: Ledger, onError: (error: unknown) => void, track: (work: Promise<void>) => void): Exclusively =>
  async (name, work) => {
    const holder = randomUUID();
    for (let pause = 20; !(await ledger.lease(name, holder, LEASE)); pause = Math.min(2 * pause, LONGEST_PAUSE))
      await setTimeout(pause);
    let renewed: Promise<unknown> | undefined;
    const renewal = setInterval(() => {
      renewed = ledger.lease(name, holder, LEASE).catch(onError);
    }, RENEWAL);
    try {
      return await work();
    } finally {
      clearInterval(renewal);
      await renewed;
      track(ledger.endLease(name, holder).catch(onError));
    }
  };
