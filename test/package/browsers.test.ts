import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { chooseBrowsers } from '../tools/component-browsers.js';
import { findFirefox } from '../tools/find-firefox.js';
import { findWebKit } from '../tools/find-webkit.js';
import { startWebDriver } from '../tools/webdriver.js';

const namesOf = (browsers: ReturnType<typeof chooseBrowsers>['present']) => browsers.map(({ name }) => name);

/** Names of the processes that this one has started and that have not ended (proc(5)), but for the compiler's. */
const started = (): string[] =>
  readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .map(statusOf)
    .filter(status => new RegExp(`^PPid:\\s+${process.pid}$`, 'm').test(status) && !/^State:\s+Z/m.test(status))
    .map(status => /^Name:\s+(.*)$/m.exec(status)?.[1] ?? '')
    .filter(name => name !== 'esbuild');

/** A process may end while it is looked at. */
function statusOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/status`, 'utf8');
  } catch {
    return '';
  }
}

describe('the browsers of component tests', () => {
  test('are those that are there, where nobody asks for any', () => {
    const { present, missing, insists } = chooseBrowsers();
    assert.deepEqual([...namesOf(present), ...missing].sort(), ['chromium', 'firefox', 'webkit']);
    assert.ok(namesOf(present).includes('chromium'), 'a package has it for machines without');
    assert.equal(insists, false);
    assert.deepEqual(namesOf(chooseBrowsers(' , ').present), namesOf(present));
  });

  test('are those that are asked for, each once', () => {
    const { present, missing, insists } = chooseBrowsers('chromium, lynx,chromium,constructor');
    assert.deepEqual([namesOf(present), missing, insists], [['chromium'], ['lynx', 'constructor'], true]);
  });

  test('may lie where the environment says', t => {
    const { FIREFOX_PATH } = process.env;
    t.after(() => {
      if (FIREFOX_PATH === undefined) delete process.env.FIREFOX_PATH;
      else process.env.FIREFOX_PATH = FIREFOX_PATH;
    });
    process.env.FIREFOX_PATH = process.execPath;
    assert.equal(findFirefox(), process.execPath);
    process.env.FIREFOX_PATH = '/nothing/here';
    assert.throws(findFirefox, /FIREFOX_PATH names no file/);
  });
});

describe('a browser that speaks WebDriver', { skip: !existsSync('/proc') && 'there is no /proc' }, () => {
  test('says so when it does not start, and leaves no process behind', async () => {
    // Node does not know a driver's options, and ends.
    const options = { driver: process.execPath, browser: 'browser', display: undefined };
    await assert.rejects(startWebDriver(options), /ended with 9/);
    await assert.rejects(startWebDriver({ ...options, driver: '/nothing/here' }), /ENOENT/);
    await assert.rejects(startWebDriver({ ...options, display: '/nothing/here' }), /ENOENT/);
    assert.deepEqual(started(), []);
  });

  const webkit = findWebKit();
  test('leaves no process behind when it stops', { skip: !webkit && 'WebKit is not on this machine' }, async t => {
    assert.ok(webkit);
    const driver = await startWebDriver(webkit);
    t.after(() => driver.stop());
    await driver.open('about:blank');
    assert.ok(started().includes('WebKitWebDriver'), started().join());
    await driver.stop();
    assert.deepEqual(started(), []);
  });
});
