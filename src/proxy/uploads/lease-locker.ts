import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Ledger } from '../ledger.js';

/** In milliseconds. A killed holder is forgotten after one lease. */
const TIMES = { lease: 5000, tick: 500, wish: 2000, patience: 30_000, shortest: 20, longest: 250 };

/** A lock of tus's (`Lock` of @tus/server). */
export interface UploadLock {
  /**
   * @param signal ends the waiting
   * @param requestRelease asks the holder to come to an end, as soon as somebody waits
   */
  lock(signal: AbortSignal, requestRelease: () => void | Promise<void>): Promise<void>;
  unlock(): Promise<void>;
}

/** One request at a time works on an upload (`Locker` of @tus/server). */
export interface UploadLocker {
  newLock(id: string): UploadLock;
}

/** As tus throws them: it makes this answer of it. */
const LOCKED = { status_code: 503, body: 'The upload is in use\n' };

/**
 * Locks for all processes that share a ledger, as leases that are renewed while a request is under way. Whoever waits
 * leaves a wish beside the lease, which the holder finds; a client that comes back is not kept waiting by its own
 * connection that has stalled.
 * @param onError hears of leases that could not be renewed or given back; they end by themselves
 */
export function createLeaseLocker(
  ledger: Pick<Ledger, 'lease' | 'endLease'>,
  onError: (error: unknown) => void,
): UploadLocker {
  /** Holders in this process, which need not look for a wish to know of it. */
  const here = new Map<string, () => void | Promise<void>>();
  return {
    newLock(id) {
      const holder = randomUUID();
      const [name, wish] = [`upload ${id}`, `upload wanted ${id}`];
      let ticking: Promise<void> | undefined;
      let timer: NodeJS.Timeout | undefined;

      const tick = async (requestRelease: () => void | Promise<void>) => {
        const held = await ledger.lease(name, holder, TIMES.lease);
        // Not held any more: this process stood still for so long that somebody else has it.
        const wanted = !held || !(await ledger.lease(wish, holder, 1));
        if (wanted) await requestRelease();
      };

      return {
        async lock(signal, requestRelease) {
          const latest = performance.now() + TIMES.patience;
          for (let pause = TIMES.shortest; ; pause = Math.min(2 * pause, TIMES.longest)) {
            if (await ledger.lease(name, holder, TIMES.lease)) break;
            if (signal.aborted || performance.now() > latest) throw LOCKED;
            await here.get(name)?.();
            await ledger.lease(wish, holder, TIMES.wish);
            await sleep(pause);
          }
          await ledger.endLease(wish, holder);
          here.set(name, requestRelease);
          timer = setInterval(() => {
            ticking = tick(requestRelease).catch(onError);
          }, TIMES.tick);
        },
        async unlock() {
          clearInterval(timer);
          here.delete(name);
          await ticking;
          await ledger.endLease(name, holder).catch(onError);
        },
      };
    },
  };
}
