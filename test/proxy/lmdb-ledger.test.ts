import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLmdbLedger } from '../../src/proxy/lmdb-ledger.js';
import { describeLedger } from './ledger-behaviour.js';

describeLedger('the embedded ledger', async t => {
  const folder = await mkdtemp(join(tmpdir(), 'redox-ledger-'));
  t.after(() => rm(folder, { recursive: true }));
  return () => openLmdbLedger(folder);
});
