import { type Browser, chromium, type LaunchOptions } from 'playwright-core';
import { findChromium } from './find-chromium.js';

/** Playwright's browser, on the Chromium that this machine has. */
export function launchChromium(options: LaunchOptions = {}): Promise<Browser> {
  const { executablePath, args, env } = findChromium();
  const given = Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return chromium.launch({ ...options, executablePath, args, env: Object.fromEntries(given) });
}
