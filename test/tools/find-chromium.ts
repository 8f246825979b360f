import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { bundledChromium } from './bundled-chromium.js';

/** How to launch a Chromium, for Playwright and Puppeteer alike. */
export interface Chromium {
  executablePath: string;
  args: string[];
  /** Puppeteer's word for Chromium's two headless modes; the bundled one has only the old. */
  headless: true | 'shell';
  env: Record<string, string | undefined>;
  /** For the reader of a test run. */
  description: string;
}

const { PROGRAMFILES = '', LOCALAPPDATA = '' } = process.env;

const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/opt/google/chrome/chrome',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  join(PROGRAMFILES, 'Google/Chrome/Application/chrome.exe'),
  join(LOCALAPPDATA, 'Google/Chrome/Application/chrome.exe'),
];

/**
 * `CHROME_PATH`, an installed browser, or the one that comes as an npm package; `BUNDLED=1` takes the last without
 * looking further.
 * @throws Error when `CHROME_PATH` names nothing, or the bundled browser does not run on this system
 */
export function findChromium(): Chromium {
  const { CHROME_PATH, BUNDLED } = process.env;
  if (BUNDLED) return bundledChromium();
  if (CHROME_PATH && !existsSync(CHROME_PATH)) throw new Error('CHROME_PATH names no file');
  const executablePath = CHROME_PATH || INSTALLED.find(path => existsSync(path));
  if (!executablePath) return bundledChromium();
  // Chromium's own sandbox does not work for root, which is who runs most containers.
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return { executablePath, args, headless: true, env: process.env, description: executablePath };
}
