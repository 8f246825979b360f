import { expect } from '@open-wc/testing';
import { WakeLock } from '../../src/core/wake-lock.js';
import { accepted, run, token } from './sending.js';

/** A screen whose locks the browser gives back when the page is hidden (Screen Wake Lock API). */
function screenWith(request: () => Promise<WakeLockSentinel>) {
  Object.defineProperty(navigator, 'wakeLock', { configurable: true, value: { request } });
}

function show(state: DocumentVisibilityState): void {
  Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => state });
  document.dispatchEvent(new Event('visibilitychange'));
}

const settled = () => new Promise(resolve => setTimeout(resolve));

describe('the screen', () => {
  let taken: { released: boolean }[];
  const on = () => taken.filter(({ released }) => !released).length;

  beforeEach(() => {
    taken = [];
    screenWith(async () => {
      const sentinel = {
        released: false,
        async release() {
          sentinel.released = true;
        },
      };
      taken.push(sentinel);
      return sentinel as unknown as WakeLockSentinel;
    });
  });
  afterEach(() => {
    Reflect.deleteProperty(navigator, 'wakeLock');
    Reflect.deleteProperty(document, 'visibilityState');
  });

  it('stays on while at least one file is on its way', async () => {
    const lock = new WakeLock();
    const [one, other] = [{}, {}];
    lock.hold(one);
    lock.hold(one);
    lock.hold(other);
    await settled();
    expect(on()).to.equal(1);
    lock.release(one);
    await settled();
    expect(on()).to.equal(1);
    lock.release(other);
    await settled();
    expect([on(), taken.length]).to.deep.equal([0, 1]);
  });

  for (const [what, turns, options, locks] of [
    ['is kept on for a file that is sent', [token, accepted], {}, 1],
    ['is left alone for a message that goes nowhere', [], { output: 'payload', partial: true }, 0],
  ] as const)
    it(what, async () => {
      await run([...turns], options);
      await settled();
      expect([on(), taken.length]).to.deep.equal([0, locks]);
    });

  it('may go off when a file ends before the browser has answered', async () => {
    const lock = new WakeLock();
    const file = {};
    lock.hold(file);
    lock.release(file);
    await settled();
    expect(on()).to.equal(0);
  });

  it('is kept on again when the page is seen again, and not after the end', async () => {
    const lock = new WakeLock();
    const file = {};
    lock.hold(file);
    await settled();
    for (const sentinel of taken) sentinel.released = true;
    show('hidden');
    await settled();
    expect(on()).to.equal(0);
    show('visible');
    await settled();
    expect(on()).to.equal(1);
    lock.release(file);
    show('visible');
    await settled();
    expect([on(), taken.length]).to.deep.equal([0, 2]);
  });

  it('may go off where the browser refuses, or cannot keep it on', async () => {
    for (const value of [{ request: () => Promise.reject(new DOMException('Low', 'NotAllowedError')) }, undefined]) {
      Object.defineProperty(navigator, 'wakeLock', { configurable: true, value });
      const lock = new WakeLock();
      lock.hold(lock);
      await settled();
      lock.release(lock);
    }
    expect(on()).to.equal(0);
  });
});
