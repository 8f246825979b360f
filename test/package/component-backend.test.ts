import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runOver } from './run-over.js';

/** Runs in a page, as the component tests do. */
const IN_PAGE = `
const status = async (path, method, headers = {}) => (await fetch(path, { method, headers })).status;
const expected = [
  ['/_sandbox/received', 'GET', {}, 200],
  ['/redox/health/live', 'GET', {}, 200],
  ['/redox/token', 'POST', {}, 200],
  ['/redox/token', 'POST', { 'x-test-session': 'refused' }, 401],
  ['/redox/messages', 'POST', {}, 401],
  ['/tus', 'OPTIONS', {}, 204],
  ['/tus', 'POST', { 'tus-resumable': '1.0.0', 'upload-length': '5' }, 201],
];
for (const [path, method, headers, answer] of expected)
  it(method + ' ' + path, async () => {
    const got = await status(path, method, headers);
    if (got !== answer) throw new Error(path + ' answered ' + got);
  });`;

test('component tests find proxy, sandbox and a tus server on their own origin', async t => {
  const { said, lastLine } = await runOver(t, { 'core/a.test.ts': IN_PAGE }, 'browser');
  assert.equal(lastLine, '7 passed, 0 failed', said);
});
