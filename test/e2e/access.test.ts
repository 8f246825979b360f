import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { describe, test } from 'node:test';
import type axe from 'axe-core';
import type { Page } from 'playwright-core';
import { arrange, STATES } from '../tools/element-states.js';
import { visitedDemo } from './visited-demo.js';

const AXE = createRequire(import.meta.url).resolve('axe-core');

/** What axe finds in the element: best practices as well as WCAG. */
async function findings(page: Page): Promise<string[]> {
  const { violations, incomplete } = await page.evaluate(() =>
    (globalThis as unknown as { axe: typeof axe }).axe.run('redox-file-sender'),
  );
  const doubts = incomplete.filter(({ id }) => id !== 'color-contrast');
  return [...violations, ...doubts].map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join()}`);
}

/** Runs in the page: what can be pressed and is too small, and what sticks out. */
function tooSmallOrWide(): string[] {
  const root = document.querySelector('redox-file-sender')?.shadowRoot;
  const host = document.querySelector('redox-file-sender')?.getBoundingClientRect();
  return [...(root?.querySelectorAll('*') ?? [])].flatMap(element => {
    const { width, height, left, right } = element.getBoundingClientRect();
    if (width === 0 || element.closest('.live')) return [];
    const isSmall = element.matches('button, select') && (width < 24 || height < 24);
    const sticksOut = host && (left < host.left - 1 || right > host.right + 1);
    return isSmall || sticksOut ? `${element.outerHTML.slice(0, 80)} ${width}×${height}` : [];
  });
}

/** Ways in which the same page can be looked at. */
const LOOKS = {
  light: { colorScheme: 'light' },
  dark: { colorScheme: 'dark' },
  'forced colours': { forcedColors: 'active' },
} as const;
// Colours that are on their way to others would be measured in between.
const USUAL = { colorScheme: 'light', forcedColors: 'none', reducedMotion: 'reduce' } as const;
const LARGE = { width: 900, height: 800 };
/** 1280 × 1024 at 400 %. */
const SMALL = { width: 320, height: 256 };

describe('The element gives axe nothing to find and is large enough, however it is looked at,', () => {
  const demo = visitedDemo();

  for (const [name, state] of Object.entries(STATES))
    test(`when it is ${name}`, async () => {
      // The tool is one of those scripts that the page's policy keeps out.
      const context = await demo.browser.newContext({ bypassCSP: true, viewport: LARGE });
      const page = await context.newPage();
      await arrange(page, demo.url, state, 'en');
      await page.addScriptTag({ path: AXE });
      const look = async (what: string) =>
        assert.deepEqual([what, await findings(page), await page.evaluate(tooSmallOrWide)], [what, [], []]);

      for (const [what, media] of Object.entries(LOOKS)) {
        await page.emulateMedia({ ...USUAL, ...media });
        await look(what);
      }
      await page.emulateMedia(USUAL);
      await page.setViewportSize(SMALL);
      await look('320 pixels');
      await page.locator('redox-file-sender').evaluate(element => element.setAttribute('lang', 'ar'));
      await page.locator('redox-file-sender [dir=rtl]').first().waitFor();
      await look('right to left at 320 pixels');
      await page.setViewportSize(LARGE);
      await look('right to left');
      await context.close();
    });
});
