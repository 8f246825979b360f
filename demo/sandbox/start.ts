import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { createSandbox } from './index.js';

/** `npm run sandbox`: the sandbox alone on `PORT` (3030), and on standard output what a proxy needs to talk to it. */
const sandbox = await createSandbox();

async function stop(exitCode: number) {
  await sandbox.close();
  process.exit(exitCode);
}
process.once('SIGINT', () => stop(0));
process.once('SIGTERM', () => stop(0));

try {
  const server = createAdaptorServer({ fetch: sandbox.fetch });
  await once(server.listen(Number(process.env.PORT ?? 3030), '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const environment = sandbox.environment(`http://127.0.0.1:${port}`);
  for (const [key, value] of Object.entries(environment)) console.log(`${key}=${value}`);
} catch (error) {
  console.error(`The sandbox cannot listen: ${error instanceof Error ? error.message : error}`);
  await stop(1);
}
