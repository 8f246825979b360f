import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { runIn, runOver } from './run-over.js';

const PASSING = "import { test } from 'node:test'; test('passes', () => undefined);";
const FAILING = "import { test } from 'node:test'; test('fails', () => { throw new Error('wrong'); });";
const PASSING_IN_BROWSER = "describe('a page', () => { it('passes', () => undefined); });";

describe('a test run', () => {
  test('succeeds when every test passes', async t => {
    const { exitCode, lastLine } = await runOver(t, { 'a.test.ts': PASSING, 'b/c.test.ts': PASSING }, 'node');
    assert.equal(lastLine, '2 passed, 0 failed');
    assert.equal(exitCode, 0);
  });

  test('adds up what ran in Node and in a browser', async t => {
    const sources = { 'models/a.test.ts': PASSING, 'core/b.test.ts': PASSING_IN_BROWSER };
    const { exitCode, said, lastLine } = await runOver(t, sources, 'node', 'browser');
    assert.equal(lastLine, '2 passed, 0 failed', said);
    assert.match(said, /^Browser: .+$/m);
    assert.equal(exitCode, 0);
  });

  test('fails when a browser that it was asked for is missing, and says which', async t => {
    const { exitCode, said, lastLine } = await runIn(
      'chromium,lynx',
      t,
      { 'core/a.test.ts': PASSING_IN_BROWSER },
      'browser',
    );
    assert.match(said, /^Browser: chromium, .+\nBrowser: lynx is missing, and was asked for$/m);
    assert.equal(lastLine, '1 passed, 1 failed', said);
    assert.equal(exitCode, 1);
  });

  test('runs only what it is asked for', async t => {
    const { said, lastLine } = await runOver(t, { 'a.test.ts': PASSING, 'e2e/b.test.ts': FAILING }, 'node');
    assert.equal(lastLine, '1 passed, 0 failed');
    assert.doesNotMatch(said, /e2e/);
  });

  const failures: Record<string, Record<string, string>> = {
    'a test fails': { 'a.test.ts': FAILING },
    'a file holds no test': { 'a.test.ts': 'export {};' },
    'a file holds a suite without a test': {
      'a.test.ts': "import { describe } from 'node:test'; describe('x', () => {});",
    },
    'a file does not load': { 'a.test.ts': "throw new Error('at load');" },
    'a file does not compile': { 'a.test.ts': 'const = ;' },
    'a file fails after its tests': { 'a.test.ts': `${PASSING} process.on('exit', () => { process.exitCode = 3; });` },
    'a file ends itself': { 'a.test.ts': `${PASSING} setTimeout(() => process.exit(0)); setInterval(() => {}, 1000);` },
    'a test in a browser fails': { 'core/a.test.ts': "it('fails', () => { throw new Error('wrong'); });" },
    'a file in a browser holds no test': { 'core/a.test.ts': 'export {};' },
    'a file in a browser does not load': { 'core/a.test.ts': "import './missing.js'; it('passes', () => undefined);" },
  };
  for (const [why, sources] of Object.entries(failures))
    test(`fails when ${why}, beside others that pass`, async t => {
      const inBrowser = 'core/a.test.ts' in sources;
      const others = inBrowser ? { 'core/b.test.ts': PASSING_IN_BROWSER } : { 'b.test.ts': PASSING };
      const part = inBrowser ? 'browser' : 'node';
      const { exitCode, said, lastLine } = await runOver(t, { ...sources, ...others }, part);
      assert.match(lastLine ?? '', /^\d+ passed, 1 failed$/, said);
      assert.match(said, /^Failed: .*a\.test\.ts/m);
      assert.equal(exitCode, 1);
    });

  test('fails when a part has no file, or a name names nothing', async t => {
    const { exitCode, lastLine } = await runOver(t, { 'a.test.ts': PASSING }, 'node', 'e2e', 'nothing/here');
    assert.equal(lastLine, '1 passed, 2 failed');
    assert.equal(exitCode, 1);
  });

  test('counts a skipped test neither way', async t => {
    const source = `${PASSING} test.skip('later', () => undefined); test.todo('some day');`;
    const { exitCode, said, lastLine } = await runOver(t, { 'a.test.ts': source }, 'node');
    assert.equal(lastLine, '1 passed, 0 failed');
    assert.match(said, /^2 skipped$/m);
    assert.equal(exitCode, 0);
  });

  test('fails when nothing but skipped tests was found', async t => {
    const source = "import { test } from 'node:test'; test.skip('later', () => undefined);";
    const { exitCode, lastLine } = await runOver(t, { 'a.test.ts': source }, 'node');
    assert.equal(lastLine, '0 passed, 0 failed');
    assert.equal(exitCode, 1);
  });
});
