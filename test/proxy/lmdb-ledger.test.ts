import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { chmod, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { openLmdbLedger } from '../../src/proxy/lmdb-ledger.js';
import { describeLedger } from './ledger-behaviour.js';
import { collect } from './setup.js';

const SCRIPT = fileURLToPath(new URL('full-disk-process.ts', import.meta.url));

async function newFolder(t: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'redox-ledger-'));
  t.after(() => rm(folder, { recursive: true }));
  return folder;
}

describeLedger('the embedded ledger', async t => {
  const folder = await newFolder(t);
  return () => openLmdbLedger(folder);
});

test('an embedded ledger on a full disk refuses what it cannot write, keeps what it has, and ends nothing', async t => {
  // A limit to the size of files, here 1 MB, in place of a disk.
  const limited = 'ulimit -f 2048; exec "$0" --import tsx "$1" "$2"';
  const parameters = ['-c', limited, process.execPath, SCRIPT, await newFolder(t)];
  const { stdout } = await promisify(execFile)('sh', parameters);
  assert.deepEqual(JSON.parse(stdout), { any: true, kept: true, refused: 3 });
});

test('an embedded ledger is for its user alone, with the folders that it makes, also in one that others could open', async t => {
  const folder = await newFolder(t);
  await chmod(folder, 0o755);
  const modeOf = async (path: string) => (await stat(join(folder, path))).mode & 0o777;
  const ledgers = [openLmdbLedger(folder), openLmdbLedger(join(folder, 'data/ledger'))];
  t.after(() => Promise.all(ledgers.map(ledger => ledger.close())));
  assert.deepEqual(await Promise.all(['', 'data', 'data/ledger'].map(modeOf)), [0o700, 0o700, 0o700]);
});

test('an embedded ledger forgets a killed holder also when the clock was set back', async t => {
  const ledger = openLmdbLedger(await newFolder(t));
  t.after(() => ledger.close());
  assert.equal(await ledger.lease('name', 'killed', 5000), true);
  t.mock.timers.enable({ apis: ['Date'], now: Date.now() - 2000 });
  assert.equal(await ledger.lease('name', 'next', 5000), false, 'a clock is put right by seconds all the time');
  t.mock.timers.setTime(Date.now() - 86_400_000);
  assert.equal(await ledger.lease('name', 'next', 5000), true);
  assert.equal(await ledger.lease('name', 'another', 5000), false);
});

test('an embedded ledger keeps the order of its audit trail when the clock was set back', async t => {
  const ledger = openLmdbLedger(await newFolder(t));
  t.after(() => ledger.close());
  const append = (size: number) => ledger.append({ owner: 'o', action: 'send', outcome: 'begun', size });
  t.mock.timers.enable({ apis: ['Date'], now: 2_000_000 });
  await append(1);
  t.mock.timers.setTime(1_000_000);
  await append(2);
  const entries = await collect(ledger.audit(2_000_000));
  assert.deepEqual(
    entries.map(({ size, at }) => [size, at]),
    [
      [1, 2_000_000],
      [2, 2_000_000],
    ],
  );
});
