import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { type BrowserLauncher, defaultReporter, summaryReporter, type TestRunnerConfig } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import * as puppeteer from 'puppeteer-core';
import { totalsReporter } from './browser-totals-reporter.js';
import { componentBackend } from './component-backend.js';
import { findChromium } from './find-chromium.js';

const TSCONFIG = fileURLToPath(new URL('../../tsconfig.json', import.meta.url));

/** The browsers that `BROWSERS` may name; Firefox lies at `FIREFOX_PATH`. */
const LAUNCHERS: Readonly<Record<string, () => BrowserLauncher>> = {
  chromium: () => {
    const { executablePath, args, headless, env } = findChromium();
    return chromeLauncher({ puppeteer, launchOptions: { executablePath, args, headless, env } });
  },
  firefox: () => {
    const executablePath = process.env.FIREFOX_PATH ?? '/usr/bin/firefox';
    return chromeLauncher({ puppeteer, concurrency: 1, launchOptions: { browser: 'firefox', executablePath } });
  },
};

/**
 * The configuration of @web/test-runner: TypeScript with the project's own settings, the proxy and the sandbox on the
 * test pages' origin, totals into `TOTALS_FILE`. `BROWSERS` names browsers, separated by commas.
 */
export async function componentTests(): Promise<TestRunnerConfig> {
  const { BROWSERS = 'chromium', TOTALS_FILE } = process.env;
  const backend = componentBackend();
  return {
    files: ['test/core/**/*.test.ts', 'test/element/**/*.test.ts'],
    nodeResolve: true,
    // The runner looks for one from 8000 on, and two runs on one machine find the same.
    port: await freePort(),
    middleware: [backend.middleware],
    plugins: [esbuildPlugin({ ts: true, target: 'es2022', tsconfig: TSCONFIG }), backend.plugin],
    browsers: BROWSERS.split(',').map(launcher),
    testFramework: { config: { timeout: '10000' } },
    // Lit says so on every page.
    filterBrowserLogs: ({ args }) => !String(args[0]).startsWith('Lit is in dev mode'),
    staticLogging: true,
    reporters: [
      defaultReporter({ reportTestProgress: false }),
      summaryReporter({}),
      ...(TOTALS_FILE ? [totalsReporter(TOTALS_FILE)] : []),
    ],
  };
}

function launcher(name: string): BrowserLauncher {
  const create = LAUNCHERS[name];
  if (!create) throw new Error(`BROWSERS may name ${Object.keys(LAUNCHERS).join(', ')}, not ${name}`);
  return create();
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await new Promise(resolve => server.close(resolve));
  return port;
}
