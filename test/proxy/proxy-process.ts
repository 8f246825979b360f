import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import { createRedoxProxy, type RedoxProxyOptions } from '../../src/proxy/index.js';
import { openLmdbLedger } from '../../src/proxy/lmdb-ledger.js';
import { grantFor, SECRET } from './setup.js';

/** A proxy in a process of its own, which tells its parent where it listens and when it has claimed a key. */
const tell = (what: object) => process.send?.(what);
const { redox, dataDir } = JSON.parse(process.env.PROXY_OPTIONS ?? '') as Pick<RedoxProxyOptions, 'redox' | 'dataDir'>;
const ledger = openLmdbLedger(join(dataDir ?? '', 'ledger'));
const proxy = createRedoxProxy({
  redox,
  dataDir,
  database: {
    ...ledger,
    async claimSend(key, record, event) {
      const earlier = await ledger.claimSend(key, record, event);
      tell({ claimed: key });
      return earlier;
    },
  },
  tokenSecret: SECRET,
  authorize: () => grantFor('user-1'),
  logger: { info: () => {}, warn: () => {}, error: () => {} },
});
const server = createServer(getRequestListener(proxy));
await once(server.listen(0, '127.0.0.1'), 'listening');
tell({ port: (server.address() as AddressInfo).port });
