import { type Browser, chromium } from 'playwright-core';
import { findChromium } from './find-chromium.js';

/** Playwright's browser, on the Chromium that this machine has. */
export function launchChromium(): Promise<Browser> {
  const { executablePath, args, env } = findChromium();
  const given = Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return chromium.launch({ executablePath, args, env: Object.fromEntries(given) });
}
