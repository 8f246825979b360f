import { ProxyHost } from './proxy-host.js';
import { startSandbox } from './sandbox.js';
import type { Surroundings } from './scene.js';

/** Where runs take place, one after the other. */
export async function openLane(): Promise<Surroundings & { close(): Promise<void> }> {
  const sandbox = await startSandbox();
  const proxies = new ProxyHost();
  return {
    sandbox,
    proxies,
    async close() {
      await proxies.close();
      await sandbox.close();
    },
  };
}

/** Does work for each item, in so many lanes side by side. */
export async function inLanes<T>(
  items: readonly T[],
  lanes: number,
  work: (item: T, surroundings: Surroundings) => Promise<void>,
): Promise<void> {
  const waiting = items.values();
  const worker = async () => {
    const lane = await openLane();
    try {
      for (const item of waiting) await work(item, lane);
    } finally {
      await lane.close();
    }
  };
  await Promise.all(Array.from({ length: lanes }, worker));
}
