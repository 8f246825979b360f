import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createRedoxClient, type RedoxOptions } from '../../../src/proxy/index.js';
import { received } from '../../sandbox/client.js';
import { redoxOptions } from '../setup.js';
import { startOutboundProxy } from './outbound-proxy.js';
import { connect, errorOf, fileOf, note } from './support.js';

type Way = Pick<RedoxOptions, 'outboundProxy' | 'noProxy' | 'traffic'>;

/** A sandbox, and a client that goes this way to it. */
async function reach(t: Parameters<typeof connect>[0], way: Way) {
  const { sandbox } = await connect(t);
  const traffic = { retries: 0, ...way.traffic };
  return { sandbox, redox: createRedoxClient({ ...redoxOptions(sandbox), ...way, traffic }) };
}

describe('where the network has an outbound proxy', () => {
  test('tokens, files and messages go through it, a tunnel for each message', async t => {
    const { url, tunnels } = await startOutboundProxy(t);
    const { sandbox, redox } = await reach(t, { outboundProxy: url });
    await redox.upload(fileOf(3_000_000));
    // The library keeps up to two connections, where it may keep any.
    for (let time = 0; time < 3; time++) await redox.send(note());
    const { files, messages } = await received(sandbox);
    assert.deepEqual([files.length, messages.length], [1, 3]);
    const { host } = new URL(sandbox.url('/'));
    assert.deepEqual(tunnels, Array(5).fill({ to: host, authorization: undefined }));
  });

  test('it is told the user name and the password that its URL holds, and Redox is not', async t => {
    const { url, tunnels } = await startOutboundProxy(t);
    const { sandbox, redox } = await reach(t, { outboundProxy: url.replace('//', '//hospital:p%40ss@') });
    await redox.send(note());
    const expected = `Basic ${Buffer.from('hospital:p@ss').toString('base64')}`;
    assert.deepEqual([...new Set(tunnels.map(({ authorization }) => authorization))], [expected]);
    assert.equal((await received(sandbox)).messages.length, 1);
  });

  test('hosts that are excepted are reached without it', async t => {
    const { url, tunnels } = await startOutboundProxy(t);
    const { sandbox, redox } = await reach(t, { outboundProxy: url, noProxy: 'localhost, 127.0.0.1' });
    await redox.send(note());
    assert.deepEqual(tunnels, []);
    assert.equal((await received(sandbox)).messages.length, 1);
  });

  for (const status of [407, 403, 502])
    test(`a message that it lets nobody send (${status}) has certainly not been sent`, async t => {
      const { url } = await startOutboundProxy(t, { status });
      const { sandbox, redox } = await reach(t, { outboundProxy: url });
      assert.equal((await errorOf(redox.send(note()))).code, 'upload-failed');
      assert.deepEqual((await received(sandbox)).messages, []);
    });

  test('one that does not answer is given up, and nothing has been sent', async t => {
    const { url } = await startOutboundProxy(t, { status: undefined });
    const { redox } = await reach(t, { outboundProxy: url, traffic: { connectTimeout: 100 } });
    assert.equal((await errorOf(redox.send(note()))).code, 'upload-failed');
  });

  test('one whose URL is none is refused at once, without its password', () => {
    for (const outboundProxy of ['proxy.example:3128', 'socks5://user:Secret1@proxy.example', ''])
      assert.throws(() => createRedoxClient({ apiKey: 'key', secret: 'secret', outboundProxy }), {
        name: 'TypeError',
        message: 'redox.outboundProxy must be an http or https URL',
      });
  });
});
