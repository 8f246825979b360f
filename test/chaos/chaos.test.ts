import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { speedUp } from './fast-clock.js';
import { openLane } from './lanes.js';
import { run } from './run.js';
import type { Surroundings } from './scene.js';

/** A few of the runs of `npm run chaos`, the same ones each time. */
const SEEDS = Array.from({ length: 15 }, (_, number) => `npm-test-${number}`);

describe('connections are cut, tokens expire, Redox fails, the proxy is killed, and nothing is lost or sent twice', () => {
  let lane: Surroundings & { close(): Promise<void> };
  before(async () => {
    speedUp();
    lane = await openLane();
  });
  after(() => lane.close());

  for (const seed of SEEDS)
    test(`in run ${seed}`, async () => {
      const { wrong, plan } = await run(seed, lane);
      assert.deepEqual(wrong, [], JSON.stringify(plan));
    });
});
