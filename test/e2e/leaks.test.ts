import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { CDPSession, Page } from 'playwright-core';
import { png } from '../tools/png.js';
import { visitedDemo } from './visited-demo.js';

declare global {
  /** Addresses of the page's memory that have not been given back. */
  var openUrls: Set<string>;
}

const TIMES = 200;

/** Runs in the page before anything else. */
function countUrls(): void {
  globalThis.openUrls = new Set();
  const { createObjectURL, revokeObjectURL } = URL;
  URL.createObjectURL = object => {
    const url = createObjectURL.call(URL, object);
    openUrls.add(url);
    return url;
  };
  URL.revokeObjectURL = url => {
    openUrls.delete(url);
    revokeObjectURL.call(URL, url);
  };
}

/** Runs in the page: adds an element, gives it a picture, lets it work, and takes it away, one after the other. */
async function addAndRemove({ times, picture }: { times: number; picture: number[] }): Promise<void> {
  for (let time = 0; time < times; time++) {
    const sender = document.createElement('redox-file-sender');
    Object.assign(sender, {
      label: 'Photo',
      thumbnails: true,
      // One in four has something left to do when it goes.
      manual: time % 4 === 0,
      lang: time % 2 === 0 ? 'en' : 'es',
      message: {
        Patient: { Identifiers: [{ ID: '1', IDType: 'MR' }] },
        Note: { DocumentType: 'Photo', Provider: { ID: '1' } },
      },
    });
    document.body.append(sender);
    const type = sender.manual ? 'redox-files-change' : 'redox-complete';
    const done = new Promise(resolve => sender.addEventListener(type, resolve, { once: true }));
    sender.addFiles([new File([new Uint8Array(picture)], 'knee.png', { type: 'image/png' })]);
    await done;
    await sender.updateComplete;
    sender.focus();
    sender.remove();
  }
}

/** What the page holds on to once all that can go has gone. */
async function heldBy(page: Page, devTools: CDPSession) {
  for (let turn = 0; turn < 3; turn++) await page.requestGC();
  const { metrics } = await devTools.send('Performance.getMetrics');
  const of = (name: string) => metrics.find(metric => metric.name === name)?.value ?? Number.NaN;
  return { nodes: of('Nodes'), listeners: of('JSEventListeners') };
}

describe('An element that was added and removed 200 times', () => {
  const demo = visitedDemo();

  test('leaves no node, no listener and no URL behind, and says nothing in the console', async () => {
    const context = await demo.browser.newContext({ bypassCSP: true });
    const page = await context.newPage();
    const said: string[] = [];
    page.on('console', message => said.push(message.text()));
    page.on('pageerror', error => said.push(error.message));
    await page.addInitScript(countUrls);
    await page.goto(`${demo.url}/playground`);
    await page.locator('redox-file-sender').waitFor();
    const devTools = await context.newCDPSession(page);
    await devTools.send('Performance.enable');
    const picture = [...png(40, 30)];

    // What loads with the first file, and with the first in each language, stays.
    await page.evaluate(addAndRemove, { times: 4, picture });
    const before = await heldBy(page, devTools);
    await page.evaluate(addAndRemove, { times: TIMES, picture });
    await page.waitForFunction(() => openUrls.size === 0);
    const after = await heldBy(page, devTools);

    // What the browser itself keeps, such as the last element that had the focus, does not grow with their number.
    assert.ok(after.nodes - before.nodes < TIMES / 5, `${after.nodes - before.nodes} nodes were left`);
    assert.ok(
      after.listeners - before.listeners < TIMES / 5,
      `${after.listeners - before.listeners} listeners were left`,
    );
    assert.deepEqual(said, []);
    await context.close();
  });
});
