import { after, before } from 'node:test';
import type { Browser } from 'playwright-core';
import { type StartedDemo, startDemo } from '../tools/demo.js';
import { launchChromium } from '../tools/launch-chromium.js';

/** The started demo and a browser, for as long as the tests of the suite take in which it is called. */
export function visitedDemo(): { readonly url: string; readonly browser: Browser } {
  let demo: StartedDemo;
  let browser: Browser;
  before(async () => {
    demo = await startDemo();
    browser = await launchChromium();
  });
  after(async () => {
    await browser.close();
    await demo.stop();
  });
  return {
    get url() {
      return demo.url;
    },
    get browser() {
      return browser;
    },
  };
}
