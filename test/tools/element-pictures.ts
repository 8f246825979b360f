import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { startDemo } from './demo.js';
import { arrange, LOOKS, STATES } from './element-states.js';
import { launchChromium } from './launch-chromium.js';

/**
 * `npx tsx test/tools/element-pictures.ts [folder] [language…]`: the element in its main states, each in several looks,
 * as pictures to be looked at.
 */
const [folder = join(tmpdir(), 'element-pictures'), ...languages] = process.argv.slice(2);

const demo = await startDemo();
const browser = await launchChromium();
try {
  await mkdir(folder, { recursive: true });
  for (const [look, options] of Object.entries(LOOKS)) await takeAll(browser, look, options, 'en');
  for (const language of languages) await takeAll(browser, language, {}, language);
} finally {
  await browser.close();
  await demo.stop();
}
console.log(folder);

async function takeAll(from: Browser, look: string, options: BrowserContextOptions, lang: string): Promise<void> {
  const context = await from.newContext({ viewport: { width: 640, height: 800 }, bypassCSP: true, ...options });
  for (const [name, state] of Object.entries(STATES)) {
    const page = await context.newPage();
    await arrange(page, demo.url, state, lang);
    await page.locator('#stage').screenshot({ path: join(folder, `${name}-${look}.png`), animations: 'disabled' });
    await page.close();
  }
  await context.close();
}
