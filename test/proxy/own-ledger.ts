import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import type { Ledger } from '../../src/proxy/ledger.js';
import { openLmdbLedger } from '../../src/proxy/lmdb-ledger.js';

/** A ledger in a folder of its own, for a test that looks at what the proxy asks of it, or comes in between. */
export async function openOwnLedger(t: TestContext): Promise<Ledger> {
  const folder = await mkdtemp(join(tmpdir(), 'redox-ledger-'));
  const ledger = openLmdbLedger(folder);
  t.after(async () => {
    await ledger.close();
    await rm(folder, { recursive: true });
  });
  return ledger;
}
