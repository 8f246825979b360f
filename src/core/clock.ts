/** Signs that the network may be back; `navigator.onLine` lies, so they only cut a wait short. */
const HINTS = ['online', 'pageshow', 'visibilitychange'] as const;

/** Waits, in milliseconds, or until there is a sign that trying again now is worth it. */
export function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const done = new AbortController();
    const end = (settle: () => void) => () => {
      clearTimeout(timer);
      done.abort();
      settle();
    };
    const timer = setTimeout(end(resolve), milliseconds);
    signal.addEventListener(
      'abort',
      end(() => reject(signal.reason)),
      { signal: done.signal },
    );
    for (const hint of HINTS) globalThis.addEventListener?.(hint, end(resolve), { signal: done.signal, capture: true });
  });
}

interface Scheduler {
  yield?: () => Promise<void>;
}

/** Lets the page do what is waiting: input, painting. A message is no subject to the 4 ms that nested timers are held to. */
export const nextTask = (): Promise<void> =>
  (globalThis as { scheduler?: Scheduler }).scheduler?.yield?.() ??
  new Promise(resolve => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
