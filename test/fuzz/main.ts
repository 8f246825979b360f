import assert from 'node:assert/strict';
import { parseArgs } from 'node:util';
import { collectedHeap } from './heap.js';
import { fuzzOrders } from './orders.js';
import { fuzzRequests } from './single.js';
import { fuzzSockets } from './sockets.js';
import { withSubject } from './subject.js';

/**
 * `npm run fuzz -- --runs N --seed S`: N hostile requests, N / 100 orders of requests by two users, and N / 100
 * conversations over sockets. It ends at the first thing that is not right and prints the smallest example of it.
 */
const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '10000' },
    seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
  },
});
const runs = Number(values.runs);
const seed = Number(values.seed);
const few = Math.ceil(runs / 100);

/** In MB: what the heap may have grown by, from a tenth of the requests on. */
const GROWTH = 20;

console.log(`Seed ${seed}`);
const started = performance.now();
const say = (text: string) => console.log(`${Math.round((performance.now() - started) / 1000)} s: ${text}`);
const statuses = new Map<number, number>();
const heap: number[] = [];
let asked = 0;
await withSubject(subject =>
  fuzzRequests(subject, {
    runs,
    seed,
    onAnswer(status) {
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      if (++asked % few !== 0) return;
      heap.push(collectedHeap());
      if (heap.length % 10 === 0) say(`${asked} requests, heap ${heap.at(-1)} MB`);
    },
  }),
);
const sorted = [...statuses].sort(([one], [other]) => one - other);
say(`answers: ${sorted.map(([status, count]) => `${count} of ${status}`).join(', ')}`);
assert.ok(Math.max(...heap.slice(10)) - (heap[9] ?? 0) < GROWTH, `the heap has grown: ${heap} MB`);

await withSubject(subject => fuzzOrders(subject, { runs: few, seed, onAnswer: () => asked++ }));
say(`${few} orders`);
await withSubject(subject => fuzzSockets(subject, { runs: few, seed }));
say(`${few} conversations over sockets`);
say(`${asked} requests were answered, nothing was wrong, and nothing was left under way`);
