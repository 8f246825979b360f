/** Time, as far as sending a file needs it. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Calls back when so many milliseconds have gone. @returns what takes that back */
  after(milliseconds: number, callback: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  after(milliseconds, callback) {
    const timer = setTimeout(callback, milliseconds);
    return () => clearTimeout(timer);
  },
};

/**
 * Lets the page do what is waiting: input, timers, painting. A message is no subject to the 4 ms that nested timers are
 * held to, and waits in line; what goes on after `scheduler.yield()` comes before every timer of the page.
 */
export const nextTask = (): Promise<void> =>
  new Promise(resolve => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
