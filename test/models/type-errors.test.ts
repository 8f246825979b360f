import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';

const EXPECTED = /^\s*\/\/ @ts-expect-error: \S.*$/;

describe('what must not compile', () => {
  // As far below the root as the original, so that its imports hold.
  const folder = mkdtempSync('node_modules/.types-');
  after(() => rmSync(folder, { recursive: true }));

  test('fails, each line for itself, and nothing else does', async () => {
    const lines = readFileSync('test/models/types.test.ts', 'utf8').split('\n');
    const failing = lines.flatMap((line, at) => (EXPECTED.test(line) ? [at + 2] : []));
    assert.ok(failing.length > 25);
    writeFileSync(join(folder, 'types.ts'), lines.map(line => line.replace(EXPECTED, '')).join('\n'));
    writeFileSync(
      join(folder, 'tsconfig.json'),
      '{"extends": "../../tsconfig.json", "files": ["types.ts"], "include": []}',
    );

    const output = await new Promise<string>(resolve => {
      execFile('npx', ['tsc', '-p', folder, '--pretty', 'false'], (_error, stdout) => resolve(stdout));
    });
    const failed = [...output.matchAll(/^\S*types\.ts\((\d+),/gm)].map(each => Number(each[1]));
    assert.deepEqual([...new Set(failed)], failing, output);
    assert.equal(output.match(/^\S.*error TS/gm)?.length, failed.length, output);
  });
});
