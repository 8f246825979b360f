import type { Clock } from './clock.js';

/** Signs that the network may be back. `navigator.onLine` lies, so they only cut a wait short. */
const HINTS = ['online', 'pageshow', 'visibilitychange'] as const;

export interface Timing {
  clock: Clock;
  signal: AbortSignal;
}

/**
 * Waits, or until there is a sign that trying again now is worth it.
 * @param deaf to such signs: somebody has said how long to wait
 * @returns whether it waited to the end
 */
export function pause(milliseconds: number, { clock, signal }: Timing, deaf = false): Promise<boolean> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const listening = new AbortController();
    const end = (settle: () => void) => {
      listening.abort();
      cancel();
      settle();
    };
    const cancel = clock.after(milliseconds, () => end(() => resolve(true)));
    const once = { signal: listening.signal, capture: true };
    signal.addEventListener('abort', () => end(() => reject(signal.reason)), once);
    if (deaf) return;
    for (const hint of HINTS)
      globalThis.addEventListener?.(
        hint,
        () => {
          // A page that has just been hidden is none.
          if (hint !== 'visibilitychange' || document.visibilityState === 'visible') end(() => resolve(false));
        },
        once,
      );
  });
}

/** What a promise comes to, unless nobody waits for it any more. @throws the signal's reason */
export function orAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}

/** When the browser says that there is no network at all, it is right; the opposite says little. */
export const isOffline = (): boolean => globalThis.navigator?.onLine === false;
