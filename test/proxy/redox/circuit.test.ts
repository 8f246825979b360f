import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { RedoxClient } from '../../../src/proxy/index.js';
import { codeOf, connect, errorOf, fileOf, note } from './support.js';

const FRAGILE = { failures: 3, recovery: 300, retries: 0 };
const down = { kind: 'status', status: 502 };

async function failThrice(redox: RedoxClient) {
  for (let times = 0; times < 3; times++) assert.equal(await codeOf(redox.upload(fileOf(10))), 'upload-failed');
}

const halfOpen = async (redox: RedoxClient) => {
  while (redox.health().circuits.upload === 'open') await new Promise(resolve => setTimeout(resolve, 10));
};

describe('the circuit of a kind of call', () => {
  test('opens after failures in a row: calls are refused at once, with the time to come again', async t => {
    const { redox, fail, count } = await connect(t, FRAGILE);
    await fail({ on: 'upload', ...down, times: 3 });
    await failThrice(redox);
    const { code, retryAfter } = await errorOf(redox.upload(fileOf(10)));
    assert.deepEqual([code, retryAfter], ['upload-failed', 1]);
    assert.equal(count('/upload'), 3);
    const { available, circuits } = redox.health();
    assert.deepEqual([available, circuits], [false, { token: 'closed', upload: 'open', endpoint: 'closed' }]);
  });

  test('leaves the other kinds alone', async t => {
    const { redox, fail } = await connect(t, FRAGILE);
    await fail({ on: 'upload', ...down, times: 3 });
    await failThrice(redox);
    await redox.send(note());
  });

  test('lets one call try after a while; while it does, the others are refused; when it succeeds, all go', async t => {
    const { redox, fail, count } = await connect(t, FRAGILE);
    await fail({ on: 'upload', ...down, times: 3 });
    await failThrice(redox);
    await halfOpen(redox);
    assert.deepEqual([redox.health().available, redox.health().circuits.upload], [true, 'half-open']);
    await fail({ on: 'upload', kind: 'delay', ms: 200 });
    const [trial, other] = await Promise.allSettled([redox.upload(fileOf(10)), redox.upload(fileOf(10))]);
    assert.deepEqual([trial.status, other.status], ['fulfilled', 'rejected']);
    assert.equal(redox.health().circuits.upload, 'closed');
    await Promise.all(Array.from({ length: 5 }, () => redox.upload(fileOf(10))));
    assert.equal(count('/upload'), 9);
  });

  test('stays open for another while when the try fails, too', async t => {
    const { redox, fail } = await connect(t, FRAGILE);
    await fail({ on: 'upload', ...down, times: 4 });
    await failThrice(redox);
    await halfOpen(redox);
    assert.equal(await codeOf(redox.upload(fileOf(10))), 'upload-failed');
    assert.equal(redox.health().circuits.upload, 'open');
    await halfOpen(redox);
    await redox.upload(fileOf(10));
    assert.equal(redox.health().circuits.upload, 'closed');
  });

  test('does not open for failures with successes between them, nor for what Redox refuses', async t => {
    const { redox, fail } = await connect(t, FRAGILE);
    for (let times = 0; times < 4; times++) {
      await fail({ on: 'upload', ...down });
      await codeOf(redox.upload(fileOf(10)));
      await redox.upload(fileOf(10));
    }
    for (const status of [400, 403, 413]) {
      await fail({ on: 'upload', kind: 'status', status, times: 2 });
      for (let times = 0; times < 2; times++) await codeOf(redox.upload(fileOf(10)));
    }
    assert.ok(redox.health().available);
  });

  test('does not open for files whose own bytes fail, which one user could bring again and again', async t => {
    const { redox } = await connect(t, FRAGILE);
    async function* stream(): AsyncIterable<Uint8Array> {
      yield new Uint8Array(5);
      throw new Error('They are not what they were');
    }
    for (let times = 0; times < 4; times++)
      await assert.rejects(redox.upload({ ...fileOf(10), stream }), /not what they were/);
    assert.ok(await redox.upload(fileOf(10)));
  });

  test('of the token opens when Redox refuses our key, because then nothing works', async t => {
    const { redox, fail } = await connect(t, FRAGILE);
    await fail({ on: 'token', kind: 'status', status: 401, times: 3 });
    await failThrice(redox);
    const { available, circuits } = redox.health();
    assert.deepEqual([available, circuits], [false, { token: 'open', upload: 'closed', endpoint: 'closed' }]);
  });
});
