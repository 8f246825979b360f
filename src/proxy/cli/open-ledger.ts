import { existsSync } from 'node:fs';
import { getSystemErrorName } from 'node:util';
import { DamagedLedger } from '../damaged-ledger.js';
import type { Ledger } from '../ledger.js';
import { ledgerFolder, openLmdbLedger } from '../lmdb-ledger.js';
import { asRecord } from '../records.js';
import { readLedgerPlace } from './configuration.js';
import { ConfigurationError } from './configuration-error.js';
import { openDatabase } from './shared-storage.js';

/**
 * Does something with the ledger of the proxy that this environment tells of, also while that runs. Makes none where there
 * is none: an operator who has mistaken the folder is to hear of it.
 * @throws {ConfigurationError}
 */
export async function withLedger<T>(environment: NodeJS.ProcessEnv, work: (ledger: Ledger) => Promise<T>): Promise<T> {
  process.umask(0o077);
  const { dataDir, databaseUrl } = readLedgerPlace(environment);
  const ledger = (await openDatabase(databaseUrl)) ?? openExisting(dataDir);
  try {
    return await work(ledger);
  } finally {
    await ledger.close();
  }
}

function openExisting(dataDir: string): Ledger {
  const folder = ledgerFolder(dataDir);
  if (!existsSync(folder)) throw new ConfigurationError('DATA_DIR', 'holds no ledger');
  try {
    return openLmdbLedger(folder);
  } catch (error) {
    throw unopened(error);
  }
}

const DAMAGED =
  'holds a ledger that is damaged, ledger/data.mdb: put a copy of it in its place, or begin without what it knew by moving it away';

/** A file of another user's, or something else under the name of one of ours: Node says by a word which, LMDB by a number. */
export function unopened(error: unknown): unknown {
  if (error instanceof DamagedLedger) return new ConfigurationError('DATA_DIR', DAMAGED);
  const { code } = asRecord(error);
  const word = typeof code === 'number' && code > 0 ? getSystemErrorName(-code) : code;
  return typeof word === 'string' && /^E[A-Z]+$/.test(word)
    ? new ConfigurationError('DATA_DIR', `holds what cannot be opened (${word})`)
    : error;
}
