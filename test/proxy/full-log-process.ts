import { setTimeout } from 'node:timers/promises';
import { createLogger } from '../../src/proxy/logger.js';

/** A process that writes its log where nothing can be written, and says on its standard error that it is still there. */
const logger = createLogger();
for (const line of [1, 2, 3]) {
  logger.info({ line }, 'a line');
  // The library writes when it gets to it.
  await setTimeout(20);
}
console.error('still here');
process.exit(0);
