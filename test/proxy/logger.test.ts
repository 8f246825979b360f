import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { open } from 'node:fs/promises';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const SCRIPT = fileURLToPath(new URL('full-log-process.ts', import.meta.url));

test('a log that cannot be written, as on a full disk, neither ends its process nor keeps it from ending', {
  timeout: 30_000,
}, async t => {
  const full = await open('/dev/full', 'w');
  t.after(() => full.close());
  const child = spawn(process.execPath, ['--import', 'tsx', SCRIPT], { stdio: ['ignore', full.fd, 'pipe'] });
  t.after(() => child.kill('SIGKILL'));
  let said = '';
  child.stderr?.on('data', chunk => {
    said += chunk;
  });
  const [code] = await once(child, 'close');
  assert.deepEqual([said, code], ['still here\n', 0]);
});
