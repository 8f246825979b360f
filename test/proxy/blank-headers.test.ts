import assert from 'node:assert/strict';
import { test } from 'node:test';
import { forwardAuthorization } from '../../src/proxy/cli/forward-authorization.js';
import { BASE, ORIGIN, startProxy } from './setup.js';

/** More than a server lets through, so that what takes the square of it takes seconds on any machine. */
const BLANKS = `a${' '.repeat(200_000)}b`;

for (const [method, header] of [
  ['OPTIONS', 'access-control-request-headers'],
  ['POST', 'connection'],
] as const)
  test(`a list in a header that is nothing but blanks keeps nobody waiting: ${header}`, async t => {
    const { proxy } = await startProxy(t, { authorize: forwardAuthorization('http://127.0.0.1:1/') });
    const request = new Request(`${BASE}/token`, { method, headers: { origin: ORIGIN, [header]: BLANKS } });
    const started = performance.now();
    await proxy(request);
    assert.ok(performance.now() - started < 2000);
  });
