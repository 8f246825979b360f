import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { getRequestListener } from '@hono/node-server';
import { systemClock } from '../../src/core/clock.js';
import { fetchTransport } from '../../src/core/fetch-transport.js';
import { FileSender } from '../../src/core/index.js';
import { ConnectionError, type Transport } from '../../src/core/transport.js';
import { serveHttp } from '../proxy/http-server.js';
import { grantFor, startProxy } from '../proxy/setup.js';
import { someBytes } from '../sandbox/messages.js';

test('an upload whose creation is not heard of is not made again, and counts once against the limits', async t => {
  const limits = { filesPerHour: 1 };
  const { proxy, dataDir } = await startProxy(t, { authorize: () => ({ ...grantFor('user-1'), limits }) });
  const endpoint = await serveHttp(t, getRequestListener(proxy));
  const carry = fetchTransport(systemClock);
  const stored: string[][] = [];
  const transport: Transport = async request => {
    const answer = await carry(request);
    if (!request.url.endsWith('/uploads')) return answer;
    assert.equal(answer.status, 201);
    stored.push(await readdir(join(dataDir, 'uploads')));
    // Thrown away, twice, as a broken connection does it.
    if (stored.length < 3) throw new ConnectionError(false);
    return answer;
  };
  const sender = new FileSender({
    output: 'send',
    endpoint,
    delivery: 'upload',
    message: { Note: { DocumentType: 'Consent Form', Provider: { ID: '4356789876' } } },
    transport,
  });
  const done = new Promise(resolve => sender.addEventListener('redox-complete', resolve));
  sender.add([new File([someBytes(3000)], 'consent.pdf', { type: 'application/pdf' })]);
  await done;
  assert.deepEqual(
    sender.files.map(({ state, error }) => error?.code ?? state),
    ['sent'],
  );
  assert.deepEqual(stored[2], stored[0]);
});
