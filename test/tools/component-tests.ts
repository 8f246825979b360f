import { fileURLToPath } from 'node:url';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter, summaryReporter, type TestRunnerConfig } from '@web/test-runner';
import { totalsReporter } from './browser-totals-reporter.js';
import { componentBackend } from './component-backend.js';
import { chooseBrowsers } from './component-browsers.js';
import { freePort } from './free-port.js';
import { lostModules } from './lost-modules.js';

const TSCONFIG = fileURLToPath(new URL('../../tsconfig.json', import.meta.url));

/** What a loaded machine needs at most, and a hung one is not given. In milliseconds. */
const BROWSER_START = 120_000;
const PAGE = 240_000;
const TEST = 30_000;

/**
 * The configuration of @web/test-runner: TypeScript with the project's own settings, the proxy and the sandbox on the
 * test pages' origin, totals into `TOTALS_FILE`, in the browsers that `BROWSERS` names or in all that are there.
 */
export async function componentTests(): Promise<TestRunnerConfig> {
  const { BROWSERS, TOTALS_FILE } = process.env;
  const backend = componentBackend();
  return {
    files: ['test/core/**/*.test.ts', 'test/element/**/*.test.ts'],
    nodeResolve: true,
    // The runner looks for one from 8000 on, and two runs on one machine find the same.
    port: await freePort(),
    middleware: [lostModules(), backend.middleware],
    plugins: [esbuildPlugin({ ts: true, target: 'es2022', tsconfig: TSCONFIG }), backend.plugin],
    browsers: chooseBrowsers(BROWSERS).present.map(browser => browser.launcher()),
    browserStartTimeout: BROWSER_START,
    testsStartTimeout: BROWSER_START,
    testsFinishTimeout: PAGE,
    testFramework: { config: { timeout: String(TEST) } },
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
