import type { LaunchOptions } from 'playwright-core';
import { startDemo } from '../tools/demo.js';
import { launchChromium } from '../tools/launch-chromium.js';
import { openPlayground, type Playground } from './playground.js';
import { type Sandbox, sandboxOf } from './sandbox.js';
import { createTestFiles, type TestFiles } from './test-files.js';

/** The started demo, a browser with its playground open, and files to send. */
export interface Portal {
  url: string;
  playground: Playground;
  sandbox: Sandbox;
  files: TestFiles;
  /** Ends the demo alone. */
  stop(): Promise<void>;
  close(): Promise<void>;
}

export async function openPortal(options?: LaunchOptions): Promise<Portal> {
  const files = await createTestFiles();
  const browser = await launchChromium(options);
  const demo = await startDemo();
  const playground = await openPlayground(browser, demo.url);
  return {
    url: demo.url,
    playground,
    files,
    sandbox: sandboxOf(demo.url),
    stop: demo.stop,
    async close() {
      await browser.close();
      await demo.stop();
      await files.remove();
    },
  };
}
