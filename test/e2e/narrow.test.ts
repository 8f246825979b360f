import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { visitedDemo } from './visited-demo.js';

const PATIENTS = ['', 'consent', 'lab', 'photo'];
const PAGES = [...PATIENTS, 'received', 'playground'];

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

describe('The portal is no wider than a phone whose letters are twice as large,', () => {
  const demo = visitedDemo();

  for (const path of PATIENTS)
    test(`on a patient’s page /${path}`, async () => {
      const page = await demo.browser.newPage({ viewport: { width: 360, height: 700 } });
      await page.goto(`${demo.url}/${path}`);
      await page.locator('#session button').waitFor();
      const { width, place } = await page.evaluate(() => {
        const root = document.documentElement;
        root.style.fontSize = '200%';
        return { width: root.scrollWidth, place: root.clientWidth };
      });
      assert.equal(width, place);
      await page.close();
    });
});
