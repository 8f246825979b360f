import assert from 'node:assert/strict';
import { describe, type TestContext, test } from 'node:test';
import { exclusivelyBy } from '../../src/proxy/leases.js';
import type { Ledger } from '../../src/proxy/ledger.js';
import { openOwnLedger } from './own-ledger.js';

/** Work under a lease that goes on until it is told to end, with a clock that the test moves. */
async function begin(t: TestContext, renew?: (ledger: Ledger, name: string, holder: string) => Promise<boolean>) {
  const ledger = await openOwnLedger(t);
  let taken = false;
  const lease: Ledger['lease'] = async (name, holder, milliseconds) => {
    if (taken && renew) return renew(ledger, name, holder);
    taken = await ledger.lease(name, holder, milliseconds);
    return taken;
  };
  const errors: unknown[] = [];
  const left: Promise<void>[] = [];
  const exclusively = exclusivelyBy(
    { ...ledger, lease },
    error => errors.push(error),
    work => left.push(work),
  );
  t.mock.timers.enable({ apis: ['Date', 'setInterval'], now: Date.now() });
  let end = () => {};
  const gate = new Promise<void>(resolve => {
    end = resolve;
  });
  let begun = () => {};
  const whenBegun = new Promise<void>(resolve => {
    begun = resolve;
  });
  const work = exclusively('name', async () => {
    begun();
    await gate;
    return 'done';
  });
  await whenBegun;
  return {
    errors,
    async pass(milliseconds: number) {
      for (let passed = 0; passed < milliseconds; passed += 1000) {
        t.mock.timers.tick(1000);
        // Behind what is written to the ledger meanwhile.
        await ledger.check();
      }
    },
    isFree: () => ledger.lease('name', 'somebody else', 1),
    async end() {
      end();
      const outcome = await work;
      // Nobody else waits for it, and the ledger must not be closed under it.
      assert.equal(left.length, 1);
      await left[0];
      return outcome;
    },
  };
}

describe('work that one at a time may do', () => {
  test('is nobody else’s for as long as it takes, and somebody else’s as soon as it has ended', async t => {
    const { pass, isFree, end, errors } = await begin(t);
    await pass(12_000);
    assert.equal(await isFree(), false);
    assert.equal(await end(), 'done');
    assert.equal(await isFree(), true);
    assert.deepEqual(errors, []);
  });

  test('goes on when its lease cannot be renewed, and the log hears of it', async t => {
    const { pass, end, errors } = await begin(t, async () => {
      throw new Error('The ledger is not there');
    });
    await pass(2000);
    assert.equal(await end(), 'done');
    assert.match(String(errors[0]), /not there/);
  });

  test('is free when it has ended, also where it ends while its lease is being renewed', async t => {
    let renewed = () => {};
    const slow = new Promise<void>(resolve => {
      renewed = resolve;
    });
    const { pass, end, isFree } = await begin(t, async (ledger, name, holder) => {
      await slow;
      return ledger.lease(name, holder, 5000);
    });
    await pass(2000);
    const ended = end();
    await new Promise(setImmediate);
    renewed();
    await ended;
    assert.equal(await isFree(), true);
  });
});
