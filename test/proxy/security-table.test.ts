import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';

/** The README's table: a point, what the proxy does, and the tests that show it, as `file`: name. */
const readme = readFileSync('README.md', 'utf8');
const [, section = ''] = readme.split('\n### Security, point by point\n');
const rows = (section.split(/\n##? /)[0] ?? '')
  .split('\n')
  .filter(line => line.startsWith('| ') && !line.startsWith('| point'))
  .map(line => line.split(' | ').map(cell => cell.replace(/^\| | ?\|$/g, '')));

describe("the README's table of security points", () => {
  test('has rows of OWASP and of each chapter of ASVS', () => {
    assert.ok(rows.length > 25, `${rows.length} rows`);
    for (const start of ['OWASP: ', 'ASVS 4.', 'ASVS 5.', 'ASVS 7.', 'ASVS 9.'])
      assert.ok(
        rows.some(([point]) => point?.startsWith(start)),
        start,
      );
  });

  for (const [point = '', what = '', tests = ''] of rows)
    test(`names tests that exist: ${point}`, () => {
      if (tests === '') return assert.match(what, /^The host's/);
      for (const named of tests.split('<br>')) {
        const [, file = '', name = ''] = /^`([\w-]+)`: (.+)$/.exec(named) ?? [];
        const path = join('test/proxy', `${file}.test.ts`);
        assert.ok(existsSync(path), `${path} is named and not there`);
        const begins = readFileSync(path, 'utf8').match(/\btest\(\s*(?:'[^'\n]*'|"[^"\n]*")/g) ?? [];
        const names = begins.map(begin => begin.replace(/^test\(\s*/, '').slice(1, -1));
        assert.ok(names.includes(name), `${path} has no test "${name}"`);
      }
      return undefined;
    });
});
