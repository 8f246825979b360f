import assert from 'node:assert/strict';
import { once } from 'node:events';
import { describe, type TestContext, test } from 'node:test';
import type { SenderEventDetails, SenderEventName } from '../../src/core/events.js';
import { FileSender, type SenderOptions } from '../../src/core/index.js';
import { fault, startProxy } from '../proxy/setup.js';
import { received } from '../sandbox/client.js';
import { sha256, someBytes } from '../sandbox/messages.js';
import { startKillable } from './killed-process.js';

const PROXY = new URL('../proxy/proxy-process.ts', import.meta.url);
const message = { Note: { DocumentType: 'Consent Form', Provider: { ID: '4356789876' } } };
const fileOf = (size: number) => new File([someBytes(size)], 'consent.pdf', { type: 'application/pdf' });

const next = <N extends SenderEventName>(sender: FileSender, type: N): Promise<SenderEventDetails[N]> =>
  new Promise(resolve => sender.addEventListener(type, ({ detail }) => resolve(detail), { once: true }));

/** A sender without a page, its proxy in a process of its own, and the sandbox in Redox's place. */
async function start(t: TestContext, options: Partial<SenderOptions> = {}) {
  const { sandbox, redox, dataDir, proxy } = await startProxy(t);
  await proxy.close();
  const running = await startKillable(t, PROXY, { PROXY_OPTIONS: JSON.stringify({ redox, dataDir }) });
  const sender = new FileSender({ output: 'send', endpoint: running.origin, message, ...options });
  return { sender, running, sandbox };
}

describe('a proxy that is killed with -9 and started again', () => {
  test('in the middle of an upload costs no byte and no act of the user', async t => {
    const { sender, running, sandbox } = await start(t);
    const size = 20_000_000;
    let restarts = Promise.resolve();
    let killed = 0;
    sender.addEventListener('redox-progress', ({ detail: { phase, sent } }) => {
      if (phase !== 'uploading' || sent < (killed + 1) * 6_000_000 || killed > 1) return;
      killed++;
      restarts = running.killAndRestart();
    });
    const ended = next(sender, 'redox-complete');
    sender.add([fileOf(size)]);
    const [file] = (await ended).files;
    await restarts;
    assert.equal(file?.state, 'sent', file?.error?.code);
    assert.ok(killed > 0);
    const { files, messages } = await received(sandbox);
    assert.deepEqual(
      files.map(({ sha256, size }) => ({ sha256, size })),
      [{ sha256: sha256(someBytes(size)), size }],
    );
    assert.equal(messages.length, 1);
  });

  test('while Redox has the message leaves it unconfirmed, and a retry asks and sends nothing', async t => {
    const { sender, running, sandbox } = await start(t);
    await fault(sandbox, { on: 'endpoint', kind: 'delay', ms: 600_000, times: 1 });
    const claimed = once(running.child(), 'message');
    sender.add([fileOf(5000)]);
    await claimed;
    const failed = next(sender, 'redox-error');
    await running.killAndRestart();
    assert.equal((await failed).error.code, 'send-unconfirmed');
    const again = next(sender, 'redox-error');
    sender.retry();
    assert.equal((await again).error.code, 'send-unconfirmed');
    assert.deepEqual((await received(sandbox)).messages, []);
  });
});
