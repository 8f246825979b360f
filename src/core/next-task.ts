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
