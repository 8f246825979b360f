import { expect } from '@open-wc/testing';
import type { Progress } from '../../src/core/index.js';
import { ProgressMeter } from '../../src/core/progress-meter.js';

/** A meter whose time a test moves on. */
function metered() {
  const { now } = performance;
  let time = now.call(performance);
  performance.now = () => time;
  let last: Progress | undefined;
  const meter = new ProgressMeter(progress => {
    last = progress;
  });
  meter.enter('uploading');
  return {
    meter,
    /** Counts after some milliseconds. @returns the rate that is told then */
    rateAfter(milliseconds: number, sent: number): number | undefined {
      time += milliseconds;
      meter.count(sent, 10_000_000);
      meter.end();
      return last?.bytesPerSecond;
    },
    restore: () => Object.assign(performance, { now }),
  };
}

describe('the rate of an upload', () => {
  it('is not told before it says something of the connection', () => {
    const { rateAfter, restore } = metered();
    try {
      // What fills the system's buffer seems to have gone at once.
      expect(rateAfter(10, 1_000_000)).to.equal(0);
      expect(rateAfter(999, 1_099_900)).to.equal(0);
      expect(rateAfter(1, 1_100_000)).to.equal(100_000);
    } finally {
      restore();
    }
  });

  it('is measured from where an upload goes on', () => {
    const { rateAfter, restore } = metered();
    try {
      expect(rateAfter(1, 5_000_000)).to.equal(0);
      expect(rateAfter(2000, 5_200_000)).to.equal(100_000);
    } finally {
      restore();
    }
  });

  it('is not told while nothing moves, and is measured anew', () => {
    const { meter, rateAfter, restore } = metered();
    try {
      rateAfter(1, 0);
      expect(rateAfter(1000, 900_000)).to.equal(900_000);
      meter.wait();
      expect(rateAfter(60_000, 1_000_000)).to.equal(0);
      expect(rateAfter(1000, 1_100_000)).to.equal(100_000);
    } finally {
      restore();
    }
  });
});
