import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { VARIABLES } from '../../../src/proxy/cli/variables.js';
import { run } from './processes.js';

describe('redox-file-sender --help', () => {
  for (const parameters of [['--help'], ['proxy', '--help'], ['help', 'proxy']])
    test(`lists every variable, asked as ${parameters.join(' ')}`, async t => {
      const { exitCode, stdout } = await run(t, parameters);
      assert.equal(exitCode, 0);
      for (const name of Object.keys(VARIABLES)) assert.match(stdout, new RegExp(`^ {2}${name} {2,}\\S`, 'm'));
      assert.match(stdout, /^ {2}PORT .+ \(8080\)$/m);
    });

  test('is shown, and is a failure, where no command is given or an unknown one', async t => {
    for (const parameters of [[], ['serve']]) {
      const { exitCode, stderr } = await run(t, parameters);
      assert.equal(exitCode, 1);
      assert.match(stderr, /Usage: redox-file-sender|unknown command 'serve'/);
    }
  });
});

test('redox-file-sender --version is the package’s', async t => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
  assert.deepEqual(await run(t, ['--version']), { exitCode: 0, stdout: `${version}\n`, stderr: '' });
});

test('the README lists every variable with its default', () => {
  const rows = readFileSync('README.md', 'utf8').matchAll(/^\| ((?:`[A-Z][A-Z_\d]+`(?:, )?)+) \|([^|]*)\|/gm);
  const told = [...rows].flatMap(([, names = '', usual = '']) =>
    names.split(', ').map(name => [name.replaceAll('`', ''), usual.replaceAll('`', '').trim()]),
  );
  const known = Object.entries<{ about: string; default?: string }>(VARIABLES).map(
    ([name, { default: usual = '' }]) => [name, usual],
  );
  assert.deepEqual(told, known);
});
