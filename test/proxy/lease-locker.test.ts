import assert from 'node:assert/strict';
import { stat } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { openLmdbLedger } from '../../src/proxy/lmdb-ledger.js';
import { createLeaseLocker } from '../../src/proxy/uploads/lease-locker.js';
import { sha256, someBytes } from '../sandbox/messages.js';
import { temporaryFolder } from './cli/processes.js';
import { openOwnLedger } from './own-ledger.js';
import { kill, prepare, startProcess } from './processes.js';
import { JSON_TYPE, PATCH, TUS } from './setup.js';

const forEver = new AbortController().signal;
const bytes = someBytes(300_000);

async function twoLockers(t: Parameters<typeof temporaryFolder>[0]) {
  const folder = await temporaryFolder(t);
  const ledgers = [openLmdbLedger(folder), openLmdbLedger(folder)] as const;
  t.after(() => Promise.all(ledgers.map(ledger => ledger.close())));
  const fail = (error: unknown) => assert.ifError(error);
  return [createLeaseLocker(ledgers[0], fail), createLeaseLocker(ledgers[1], fail)] as const;
}

/** A lock that is held while so many milliseconds pass. */
async function heldFor(t: Parameters<typeof temporaryFolder>[0], milliseconds: number) {
  const ledger = await openOwnLedger(t);
  t.mock.timers.enable({ apis: ['Date', 'setInterval'], now: Date.now() });
  const held = createLeaseLocker(ledger, assert.ifError).newLock('id');
  await held.lock(forEver, () => {});
  for (let passed = 0; passed < milliseconds; passed += 500) {
    t.mock.timers.tick(500);
    // Behind what is written to the ledger meanwhile.
    await ledger.check();
  }
  return { held, isFree: () => ledger.lease('upload id', 'somebody else', 1) };
}

describe('the lock of an upload', () => {
  test('is held by one at a time, in whatever process', async t => {
    const lockers = await twoLockers(t);
    let inside = 0;
    let most = 0;
    const work = async (at: number) => {
      const lock = lockers[at % 2 ? 0 : 1].newLock('id');
      await lock.lock(forEver, () => {});
      most = Math.max(most, ++inside);
      await new Promise(resolve => setTimeout(resolve, 5));
      inside--;
      await lock.unlock();
    };
    await Promise.all(Array.from({ length: 8 }, (_, at) => work(at)));
    assert.equal(most, 1);
  });

  test('is asked for by who waits, of a holder in the same process and in another', async t => {
    const [here, there] = await twoLockers(t);
    for (const other of [here, there]) {
      const held = here.newLock('id');
      let ask = () => {};
      const asked = new Promise<void>(resolve => {
        ask = resolve;
      });
      await held.lock(forEver, () => ask());
      const next = other.newLock('id');
      const waiting = next.lock(forEver, () => {});
      await asked;
      await held.unlock();
      await waiting;
      await next.unlock();
    }
  });

  test('is taken over from a process that stood still for too long, which is asked to end when it goes on', async t => {
    const [here, there] = await twoLockers(t);
    const [held, next] = [here.newLock('id'), there.newLock('id')];
    let ask = () => {};
    const asked = new Promise<void>(resolve => {
      ask = resolve;
    });
    await held.lock(forEver, () => ask());
    t.mock.timers.enable({ apis: ['Date'], now: Date.now() + 6000 });
    await next.lock(forEver, () => {});
    await asked;
    await held.unlock();
    await next.unlock();
  });

  test('is kept for as long as its request takes', async t => {
    const { held, isFree } = await heldFor(t, 12_000);
    assert.equal(await isFree(), false);
    await held.unlock();
    assert.equal(await isFree(), true);
  });

  test('is free when its request has ended, also where that is while it is being renewed', async t => {
    const ledger = await openOwnLedger(t);
    let taken = false;
    let renewing = () => {};
    const whenRenewing = new Promise<void>(resolve => {
      renewing = resolve;
    });
    const lease: typeof ledger.lease = async (name, ...rest) => {
      if (taken) {
        renewing();
        for (let turn = 0; turn < 100; turn++) await new Promise(setImmediate);
      }
      taken = true;
      return ledger.lease(name, ...rest);
    };
    const held = createLeaseLocker({ ...ledger, lease }, assert.ifError).newLock('id');
    await held.lock(forEver, () => {});
    await whenRenewing;
    await held.unlock();
    assert.equal(await ledger.lease('upload id', 'somebody else', 1), true);
  });

  test('asks nobody to end who has ended', async t => {
    const [here, there] = await twoLockers(t);
    const [ended, held, next] = [here.newLock('id'), there.newLock('id'), here.newLock('id')];
    await ended.lock(forEver, () => assert.fail('It has ended'));
    await ended.unlock();
    await held.lock(forEver, () => void held.unlock());
    await next.lock(forEver, () => {});
    await next.unlock();
  });

  test('is no longer waited for by a request that has ended', { timeout: 20_000 }, async t => {
    const [here, there] = await twoLockers(t);
    const held = here.newLock('id');
    await held.lock(forEver, () => {});
    const gone = new AbortController();
    const waiting = there.newLock('id').lock(gone.signal, () => {});
    gone.abort();
    await assert.rejects(waiting, { status_code: 503 });
    await held.unlock();
  });
});

describe('two processes that share uploads', () => {
  /** An upload whose first part has come to one of them, over a connection that then stands still. */
  async function stalled(t: Parameters<typeof prepare>[0]) {
    const options = await prepare(t);
    const [first, second] = await Promise.all([startProcess(t, options), startProcess(t, options)]);
    const created = await first.call('POST', 'uploads', { ...TUS, 'upload-length': String(bytes.length) });
    const path = created.headers.get('location') ?? '';
    const patch = request(`${first.url}/${path}`, {
      method: 'PATCH',
      headers: {
        ...PATCH,
        authorization: `Bearer ${first.token}`,
        'upload-offset': '0',
        'content-length': String(bytes.length),
      },
    });
    const cut = new Promise(resolve => patch.once('error', () => {}).once('close', resolve));
    patch.write(bytes.subarray(0, 100_000));
    const stored = join(options.dataDir, path);
    while ((await stat(stored)).size < 100_000) await new Promise(setImmediate);
    const goOn = async () => {
      const head = await second.call('HEAD', path, TUS);
      assert.equal(head.headers.get('upload-offset'), '100000');
      await second.call('PATCH', path, { ...PATCH, 'upload-offset': '100000' }, bytes.subarray(100_000));
      const commit = JSON.stringify({ name: 'consent.pdf', type: 'application/pdf', sha256: sha256(bytes) });
      assert.equal((await second.call('POST', `${path}/commit`, JSON_TYPE, commit)).status, 201);
    };
    return { first, goOn, cut };
  }

  test('take an upload over from each other when its connection has stalled', async t => {
    const { goOn, cut } = await stalled(t);
    await goOn();
    await cut;
  });

  test('take an upload over from one that was killed', async t => {
    const { first, goOn } = await stalled(t);
    await kill(first.child);
    const started = performance.now();
    await goOn();
    const seconds = (performance.now() - started) / 1000;
    t.diagnostic(`${seconds.toFixed(1)} s`);
  });
});
