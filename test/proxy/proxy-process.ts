import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import { createRedoxProxy, type Ledger } from '../../src/proxy/index.js';
import { openLmdbLedger } from '../../src/proxy/lmdb-ledger.js';
import type { ProcessOptions } from './processes.js';
import { grantFor, SECRET } from './setup.js';

/** A proxy in a process of its own, on `PORT` or the options' port, which tells its parent where it listens and when it has claimed a key. */
const tell = (what: object) => process.send?.(what);
const options = JSON.parse(process.env.PROXY_OPTIONS ?? '') as ProcessOptions;
const { redox, dataDir, limits = {}, origins = [], port = 0, stopBefore } = options;
const ledger = openLmdbLedger(join(dataDir, 'ledger'));

/** Stands still for ever where it is to be killed: everything before is done, nothing after. */
const stopping = (name: NonNullable<ProcessOptions['stopBefore']>) => () => {
  tell({ stopped: name });
  return new Promise<never>(() => {});
};

const database: Ledger = {
  ...ledger,
  async claimSend(key, record, event) {
    const earlier = await ledger.claimSend(key, record, event);
    if (!earlier) tell({ claimed: key });
    return earlier;
  },
  ...(stopBefore && { [stopBefore]: stopping(stopBefore) }),
};
const proxy = createRedoxProxy({
  redox,
  dataDir,
  database,
  limits,
  origins,
  tokenSecret: SECRET,
  authorize: () => grantFor('user-1'),
  logger: { info: () => {}, warn: () => {}, error: () => {} },
});
const server = createServer(getRequestListener(proxy));
await once(server.listen(Number(process.env.PORT ?? port), '127.0.0.1'), 'listening');
tell({ port: (server.address() as AddressInfo).port });
