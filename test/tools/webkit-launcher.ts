import type { BrowserLauncher } from '@web/test-runner';
import type { WebKit } from './find-webkit.js';
import { startWebDriver, type WebDriver } from './webdriver.js';

/** WebKitGTK for @web/test-runner. It has one window, so the test files take turns. */
export function webkitLauncher(webkit: WebKit): BrowserLauncher {
  const urls = new Map<string, string>();
  let driver: Promise<WebDriver> | undefined;
  return {
    name: 'WebKit',
    type: 'webdriver',
    concurrency: 1,
    async startSession(id, url) {
      driver ??= startWebDriver(webkit);
      urls.set(id, url);
      await (await driver).open(url);
    },
    isActive: id => urls.has(id),
    getBrowserUrl: id => urls.get(id),
    async stopSession(id) {
      urls.delete(id);
      await (await driver)?.open('about:blank');
      return {};
    },
    async stop() {
      const started = await driver?.catch(() => undefined);
      driver = undefined;
      await started?.stop();
    },
    async startDebugSession() {
      throw new Error('WebKit has no window that somebody could look at');
    },
  };
}
