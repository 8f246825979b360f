import { expect } from '@open-wc/testing';
import { nextTask } from '../../src/core/next-task.js';
import { pause } from '../../src/core/pause.js';
import { orderedWait, Patience, persist, waitAfter } from '../../src/core/retry.js';
import {
  answer,
  contextWith,
  conversation,
  cut,
  hurriedClock,
  outcomeOf,
  silence,
  status,
  stoppedClock,
  times,
  whileOffline,
} from './support.js';

const { transport } = conversation();
const { signal } = new AbortController();

/** Shows the page as hidden or visible, and says so. */
function show(state: DocumentVisibilityState): void {
  Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => state });
  document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
  Reflect.deleteProperty(document, 'visibilityState');
}

describe('the wait before another attempt', () => {
  it('doubles up to half a minute, with jitter', () => {
    const most = [1, 2, 3, 7, 20].map(failure => waitAfter(failure, 1));
    expect(most).to.deep.equal([500, 1000, 2000, 30_000, 30_000]);
    expect(waitAfter(3, 0)).to.equal(1000);
  });

  it('is what Retry-After says, in seconds or as a date', () => {
    const now = Date.parse('2026-01-01T00:00:00Z');
    expect(orderedWait('7', now)).to.equal(7000);
    expect(orderedWait('Thu, 01 Jan 2026 00:00:30 GMT', now)).to.equal(30_000);
    for (const nothing of [null, '', 'soon', '0', '-1', 'Wed, 31 Dec 2025 00:00:00 GMT'])
      expect(orderedWait(nothing, now)).to.equal(undefined);
  });

  for (const [what, hint] of [
    ['the browser is online again', () => window.dispatchEvent(new Event('online'))],
    ['the page comes back from the cache', () => window.dispatchEvent(new Event('pageshow'))],
    ['the page is seen again', () => show('visible')],
  ] as const)
    it(`is over when ${what}`, async () => {
      const waiting = pause(30_000, { clock: stoppedClock(), signal });
      hint();
      expect(await waiting).to.equal(false);
    });

  it('is not over when the page is hidden', async () => {
    const clock = stoppedClock();
    const waiting = pause(30_000, { clock, signal });
    show('hidden');
    clock.advance(30_000);
    expect(await waiting).to.equal(true);
  });

  it('is not cut short where the proxy has said how long it is', async () => {
    const context = { ...contextWith({ transport }), clock: stoppedClock() };
    const waiting = new Patience(context).again(answer(429, { 'retry-after': '60' }));
    window.dispatchEvent(new Event('online'));
    context.clock.advance(59_000);
    await nextTask();
    const early = await Promise.race([waiting, Promise.resolve('still waiting')]);
    context.clock.advance(2000);
    expect([early, await waiting]).to.deep.equal(['still waiting', true]);
  });

  it('is a little longer than that, so that who was told the same does not come at the same moment', async () => {
    const clock = hurriedClock();
    await new Patience({ ...contextWith({ transport }), clock }).again(answer(429, { 'retry-after': '60' }));
    expect(clock.waits[0]).to.be.above(60_000).and.below(60_500);
  });

  it('ends with an error when it is aborted', async () => {
    const abort = new AbortController();
    const waiting = outcomeOf(pause(30_000, { clock: stoppedClock(), signal: abort.signal }));
    abort.abort(new Error('removed'));
    expect(await waiting).to.have.property('message', 'removed');
  });
});

describe('patience', () => {
  const tell = async (patience: Patience, given?: ReturnType<typeof answer>) => {
    let count = 0;
    while (count < 500 && (await patience.again(given))) count++;
    return count;
  };

  it('is at its end after ten answers that say "not now"', async () => {
    expect(await tell(new Patience(contextWith({ transport })), answer(503))).to.equal(9);
  });

  for (const [what, header] of [
    ['no wait at all', '0'],
    ['a date that has gone, as a clock that is fast sees it', 'Wed, 31 Dec 2025 23:59:50 GMT'],
  ] as const)
    it(`lasts as long when these answers ask for ${what}`, async () => {
      const context = contextWith({ transport });
      const before = context.clock.now();
      expect(await tell(new Patience(context), answer(503, { 'retry-after': header }))).to.equal(9);
      expect(context.clock.now() - before).to.be.greaterThan(45_000);
    });

  it('is at its end after thirty silences, which last longer than five minutes', async () => {
    const context = contextWith({ transport });
    const before = context.clock.now();
    expect(await tell(new Patience(context))).to.equal(30);
    expect(context.clock.now() - before).to.be.greaterThan(300_000);
  });

  it('is at its end after half a minute where the proxy has nothing of the file yet', async () => {
    const context = contextWith({ transport, begun: () => false });
    const before = context.clock.now();
    expect(await tell(new Patience(context))).to.equal(6);
    expect(context.clock.now() - before).to.be.within(15_000, 35_000);
  });

  it('has no end while the browser says that there is no network', async () => {
    expect(await whileOffline(() => tell(new Patience(contextWith({ transport }))))).to.equal(500);
  });

  it('is not spent by hints', async () => {
    const clock = stoppedClock();
    const patience = new Patience({ ...contextWith({ transport }), clock });
    for (let hints = 0; hints < 100; hints++) {
      const next = patience.again(undefined);
      window.dispatchEvent(new Event('online'));
      expect(await next).to.equal(true);
    }
  });

  it('does not wait for hours because it is told to', async () => {
    expect(await new Patience(contextWith({ transport })).again(answer(429, { 'retry-after': '3600' }))).to.equal(
      false,
    );
  });

  it('says that it waits', async () => {
    let waits = 0;
    await new Patience(contextWith({ transport, waiting: () => waits++ })).again(undefined);
    expect(waits).to.equal(1);
  });
});

describe('a request that is safe to repeat', () => {
  const repeat = (...turns: Parameters<typeof conversation>) => {
    const { transport, said } = conversation(...turns);
    const request = () => transport({ method: 'POST', url: 'https://a.example/x', headers: {}, signal, idle: 1 });
    return { said, outcome: outcomeOf(persist(request, contextWith({ transport }))) };
  };

  it('is repeated until it is answered', async () => {
    const { said, outcome } = repeat(cut, silence, status(502), status(201));
    expect(await outcome).to.have.property('status', 201);
    expect(said.length).to.equal(4);
  });

  it('ends with the last answer that says "not now"', async () => {
    expect(await repeat(...times(20, status(503))).outcome).to.have.property('status', 503);
  });

  it('is offline when it is never answered', async () => {
    expect(await repeat(...times(40, silence)).outcome).to.have.property('code', 'offline');
  });
});
