import type { BrowserLauncher } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import * as puppeteer from 'puppeteer-core';
import { findChromium } from './find-chromium.js';
import { findFirefox } from './find-firefox.js';
import { findWebKit } from './find-webkit.js';
import { webkitLauncher } from './webkit-launcher.js';

/** A browser of this machine that runs component tests. */
export interface ComponentBrowser {
  /** As `BROWSERS` names it. */
  name: string;
  /** For the reader of a test run. */
  description: string;
  launcher(): BrowserLauncher;
}

export interface BrowserChoice {
  present: readonly ComponentBrowser[];
  /** Browsers that are not on this machine, or that nobody knows. */
  missing: readonly string[];
  /** Whether what is missing was asked for. */
  insists: boolean;
}

/** For a loaded machine. In milliseconds. */
const LAUNCH_LIMIT = 120_000;

/** How each browser is found and launched; undefined where this machine has none. */
const FINDERS: Readonly<Record<string, () => Omit<ComponentBrowser, 'name'> | undefined>> = {
  chromium() {
    const { executablePath, args, headless, env, description } = findChromium();
    const launchOptions = { executablePath, args, headless, env, timeout: LAUNCH_LIMIT };
    return { description, launcher: () => chromeLauncher({ puppeteer, launchOptions }) };
  },
  firefox() {
    const executablePath = findFirefox();
    if (!executablePath) return undefined;
    const launchOptions = { browser: 'firefox', executablePath, timeout: LAUNCH_LIMIT } as const;
    return {
      description: executablePath,
      // Its windows are slow in the background, so the test files take turns.
      launcher: () => chromeLauncher({ puppeteer, launchOptions, concurrency: 1 }),
    };
  },
  webkit() {
    const webkit = findWebKit();
    return webkit && { description: webkit.browser, launcher: () => webkitLauncher(webkit) };
  },
};

/** @param wanted names, separated by commas, and then all of them have to be there; without it, what is there is taken */
export function chooseBrowsers(wanted = ''): BrowserChoice {
  const names = wanted
    .split(',')
    .map(name => name.trim())
    .filter(Boolean);
  const present: ComponentBrowser[] = [];
  const missing: string[] = [];
  for (const name of names.length > 0 ? new Set(names) : Object.keys(FINDERS)) {
    const found = Object.hasOwn(FINDERS, name) ? FINDERS[name]?.() : undefined;
    if (found) present.push({ name, ...found });
    else missing.push(name);
  }
  return { present, missing, insists: names.length > 0 };
}
