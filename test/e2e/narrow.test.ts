import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { openPlayground } from './playground.js';
import { createTestFiles } from './test-files.js';
import { visitedDemo } from './visited-demo.js';

const PAGES = ['', 'consent', 'lab', 'photo', 'received', 'playground'];

/** Runs in the page: what is wider than its place. The end of a choice is under the arrow, and nobody reads it. */
function cutOff(): string[] {
  const root = document.documentElement;
  const choices = [...document.querySelectorAll('select')].flatMap(select => {
    const { font, paddingInlineStart, paddingInlineEnd } = getComputedStyle(select);
    const pen = new OffscreenCanvas(1, 1).getContext('2d') as OffscreenCanvasRenderingContext2D;
    pen.font = font;
    const arrow = 16;
    const room =
      select.clientWidth - Number.parseFloat(paddingInlineStart) - Number.parseFloat(paddingInlineEnd) - arrow;
    return [...select.options].map(({ text }) => text).filter(text => pen.measureText(text).width > room);
  });
  const buttons = [...document.querySelectorAll('button')].filter(({ clientHeight }) => clientHeight > 50);
  return [
    ...choices,
    ...buttons.map(({ textContent }) => `${textContent} in two lines`),
    ...(root.scrollWidth > root.clientWidth ? ['the page'] : []),
  ];
}

describe('The portal shows all of its words at 320 pixels,', () => {
  const demo = visitedDemo();

  for (const path of PAGES)
    test(`on its page /${path}`, async () => {
      const page = await demo.browser.newPage({ viewport: { width: 320, height: 700 } });
      await page.goto(`${demo.url}/${path}`);
      await page.locator('#session button').waitFor();
      assert.deepEqual(await page.evaluate(cutOff), []);
      await page.close();
    });
});

/** Runs in the page: makes its letters twice as large, and opens what can be opened. */
function enlarge(): void {
  document.documentElement.style.fontSize = '200%';
  for (const details of document.querySelectorAll('details')) details.open = true;
}

/** Runs in the page: how far it can be scrolled sideways, in pixels. */
const excess = (): number => document.documentElement.scrollWidth - document.documentElement.clientWidth;

/** Runs in the page: the dates that are wider than their place. */
function cutDates(): string[] {
  const dates = [...document.querySelectorAll<HTMLInputElement>('[type=date]')].filter(date => {
    const place = date.offsetWidth;
    date.style.inlineSize = 'max-content';
    return date.offsetWidth > place;
  });
  return dates.map(({ name }) => name);
}

describe('The portal fits a phone whose letters are twice as large,', () => {
  const demo = visitedDemo();
  before(async () => {
    const files = await createTestFiles();
    const { configure, pick, close } = await openPlayground(demo.browser, demo.url);
    await configure({ output: 'send', endpoint: '/redox', delivery: 'upload' });
    await pick((await files.make('consent.pdf', 40_000)).path);
    await close();
    await files.remove();
  });

  for (const path of PAGES)
    test(`on its page /${path}`, async () => {
      const page = await demo.browser.newPage({ viewport: { width: 320, height: 700 } });
      await page.goto(`${demo.url}/${path}`);
      await page.locator(path === 'received' ? '#files .arrival' : '#session button').waitFor();
      await page.evaluate(enlarge);
      assert.equal(await page.evaluate(excess), 0);
      await page.setViewportSize({ width: 360, height: 700 });
      assert.deepEqual(await page.evaluate(cutDates), []);
      await page.close();
    });
});
