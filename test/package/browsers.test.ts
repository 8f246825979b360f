import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { chooseBrowsers } from '../tools/component-browsers.js';
import { findFirefox } from '../tools/find-firefox.js';
import { findWebKit } from '../tools/find-webkit.js';
import { startWebDriver } from '../tools/webdriver.js';

const namesOf = (browsers: ReturnType<typeof chooseBrowsers>['present']) => browsers.map(({ name }) => name);

/** How many processes this one has started that have not ended; the compiler's is one. */
const started = () => process.getActiveResourcesInfo().filter(resource => resource === 'ProcessWrap').length;

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

describe('a browser that speaks WebDriver', () => {
  test('says so when it does not start, and leaves no process behind', async () => {
    // Node does not know a driver's options, and ends.
    const before = started();
    const options = { driver: process.execPath, browser: 'browser', display: undefined };
    await assert.rejects(startWebDriver(options), /ended with 9/);
    await assert.rejects(startWebDriver({ ...options, driver: '/nothing/here' }), /ENOENT/);
    await assert.rejects(startWebDriver({ ...options, display: '/nothing/here' }), /ENOENT/);
    assert.equal(started(), before);
  });

  const webkit = findWebKit();
  test('leaves no process behind when it stops', { skip: !webkit && 'WebKit is not on this machine' }, async () => {
    assert.ok(webkit);
    const before = started();
    const driver = await startWebDriver(webkit);
    await driver.open('about:blank');
    assert.ok(started() > before);
    await driver.stop();
    assert.equal(started(), before);
  });
});
