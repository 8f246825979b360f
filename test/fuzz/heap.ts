import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** What is in use when all garbage is collected, in MB. */
export function collectedHeap(): number {
  collect();
  return Math.round(process.memoryUsage().heapUsed / 1e5) / 10;
}
