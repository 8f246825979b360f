import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { createRedoxClient, type TrafficOptions } from '../../../src/proxy/index.js';
import { createPace } from '../../../src/proxy/redox/queues.js';
import { DEFAULT_TRAFFIC } from '../../../src/proxy/redox/traffic-options.js';
import { received } from '../../sandbox/client.js';
import { redoxOptions } from '../setup.js';
import { connect, errorOf, fileOf, note } from './support.js';

const many = <T>(count: number, call: () => Promise<T>) => Promise.all(Array.from({ length: count }, call));

describe('many calls', () => {
  test('keep to the rate limit in any window, not only in those that follow each other', async t => {
    const rateWindow = 400;
    const { redox, sandbox } = await connect(t, { rateLimit: 5, rateWindow });
    const first = performance.now();
    await redox.send(note());
    await new Promise(resolve => setTimeout(resolve, rateWindow / 2));
    const then = performance.now();
    await Promise.all([many(6, () => redox.send(note())), many(6, () => redox.upload(fileOf(10)))]);
    // Two requests (a token, a message) began the first window, three more go at once, and so on.
    const earliest = [0, 1, 2].flatMap(window =>
      [first, first, then, then, then].map(start => start + window * rateWindow),
    );
    const times = sandbox.requests.map(({ at }) => at).sort((one, other) => one - other);
    assert.equal(times.length, 14);
    for (const [at, time] of times.entries()) {
      const early = (earliest[at] ?? 0) - time;
      // The queue's clock counts whole milliseconds.
      assert.ok(early < 5, `request ${at} came ${early} ms too early`);
    }
  });

  test('of one kind go a few at a time, and the other kind does not wait for them', async t => {
    const { redox, sandbox, fail } = await connect(t, { concurrency: 3 });
    await fail({ on: 'upload', kind: 'delay', ms: 600_000, times: 3 });
    const uploads = Promise.allSettled(Array.from({ length: 5 }, () => redox.upload(fileOf(10))));
    await redox.send(note());
    assert.equal(redox.health().waiting, 2);
    assert.equal((await received(sandbox)).messages.length, 1);
    t.after(() => uploads);
  });

  test('of one kind do not keep the other from a new token, where Redox has one host for both', async t => {
    const { redox, sandbox, fail } = await connect(t, { concurrency: 1 });
    await fail({ on: 'upload', kind: 'delay', ms: 600_000 });
    const upload = redox.upload(fileOf(10)).catch(() => {});
    t.after(() => upload);
    while (!sandbox.requests.some(({ path }) => path === '/upload')) await new Promise(setImmediate);
    await fetch(sandbox.url('/tokens'), { method: 'DELETE' });
    await redox.send(note());
    assert.equal((await received(sandbox)).messages.length, 1);
  });

  test('are never more under way than allowed', async t => {
    const { redox, sandbox, fail } = await connect(t, { concurrency: 4 });
    await fail({ on: 'endpoint', kind: 'delay', ms: 20, times: 30 });
    await many(30, () => redox.send(note()));
    assert.equal(Math.max(...sandbox.requests.map(({ together }) => together)), 4);
    assert.equal((await received(sandbox)).messages.length, 30);
  });

  test('beyond the queue are told when to come again, and nothing of them is sent', async t => {
    const { redox, sandbox, fail } = await connect(t, { concurrency: 2, queue: 3 });
    await fail({ on: 'endpoint', kind: 'delay', ms: 100, times: 2 });
    const ended = await Promise.allSettled(Array.from({ length: 9 }, () => redox.send(note())));
    const refused = ended.filter(one => one.status === 'rejected').map(({ reason }) => reason);
    assert.equal(refused.length, 4);
    for (const { code, retryAfter } of refused) assert.deepEqual([code, retryAfter], ['rate-limited', 5]);
    assert.equal((await received(sandbox)).messages.length, 5);
  });

  test('that wait for too long are told so', async t => {
    const { redox, fail } = await connect(t, { concurrency: 1, patience: 100, retries: 0 });
    await fail({ on: 'endpoint', kind: 'delay', ms: 400 });
    const first = redox.send(note());
    const second = await errorOf(redox.send(note()));
    assert.equal(second.code, 'rate-limited');
    await first;
  });

  test('all wait when Redox answers one of them 429', async t => {
    const { redox, sandbox, fail } = await connect(t);
    await redox.send(note());
    await fail({ on: 'upload', kind: 'status', status: 429 });
    const refused = redox.upload(fileOf(10));
    while (!sandbox.requests.some(({ path }) => path === '/upload')) await new Promise(setImmediate);
    const before = sandbox.requests.length;
    // The 429 may still be on its way to us; it is not after that long.
    await new Promise(resolve => setTimeout(resolve, 100));
    await Promise.all([refused, ...Array.from({ length: 10 }, () => redox.send(note()))]);
    const [first, ...others] = sandbox.requests.slice(before - 1);
    assert.equal(others.length, 11);
    for (const { at } of others) assert.ok(at - (first?.at ?? 0) > 900);
    assert.ok(redox.health().available);
  });
});

describe('the pace of all calls', () => {
  test('keeps to the longest of the pauses that Redox asks for, in whatever order they come', async () => {
    const pace = createPace(DEFAULT_TRAFFIC);
    const started = performance.now();
    for (const ms of [50, 300, 20]) pace.pause(ms);
    await pace.pass(false);
    assert.ok(performance.now() - started > 290);
  });

  test('lets a token go before the calls that wait for it', async () => {
    const pace = createPace({ ...DEFAULT_TRAFFIC, rateLimit: 1, rateWindow: 500 });
    await pace.pass(false);
    const passed: string[] = [];
    const pass = async (what: string, urgent: boolean) => {
      await pace.pass(urgent);
      passed.push(what);
    };
    await Promise.all([pass('message', false), pass('token', true)]);
    assert.deepEqual(passed, ['token', 'message']);
  });
});

describe('the traffic options', () => {
  test('are by default what the README says', () => {
    const rows = readFileSync('README.md', 'utf8').matchAll(/^\| ((?:`\w+`(?:, )?)+) \| ([\d, ]+) \|/gm);
    const told = [...rows].flatMap(([, names = '', values = '']) => {
      const numbers = values.split(', ').map(Number);
      return names.split(', ').map((name, at) => [name.replaceAll('`', ''), numbers[at]]);
    });
    assert.deepEqual(Object.fromEntries(told), DEFAULT_TRAFFIC);
  });

  test('that are wrong are refused by name', async t => {
    const { sandbox } = await connect(t);
    const wrong: [traffic: object, text: RegExp][] = [
      [{ retries: -1 }, /redox\.traffic\.retries must be a whole number, 0 or more/],
      [{ concurrency: 0 }, /redox\.traffic\.concurrency must be a whole number, 1 or more/],
      [{ patience: '60' }, /redox\.traffic\.patience/],
      [{ rateLimit: Number.POSITIVE_INFINITY }, /redox\.traffic\.rateLimit/],
      [{ timeout: 5 }, /redox\.traffic\.timeout is not an option/],
    ];
    for (const [traffic, text] of wrong)
      assert.throws(() => createRedoxClient({ ...redoxOptions(sandbox), traffic: traffic as TrafficOptions }), text);
    createRedoxClient({ ...redoxOptions(sandbox), traffic: { retries: undefined } });
  });
});
