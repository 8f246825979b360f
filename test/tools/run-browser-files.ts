import { fileURLToPath } from 'node:url';
import { chooseBrowsers } from './component-browsers.js';
import { runProcess } from './run-process.js';
import { failure, sum, type Totals } from './totals.js';

const RUNNER = fileURLToPath(new URL('./dist/bin.js', import.meta.resolve('@web/test-runner')));
const CONFIG = fileURLToPath(new URL('../../web-test-runner.config.js', import.meta.url));
/** For all files in one browser. In milliseconds. */
const TIME_LIMIT = 20 * 60_000;

/**
 * Runs component tests by @web/test-runner, once in every browser, one browser after the other: each has a proxy and a
 * sandbox of its own. Every test counts as often as it ran.
 * @param wanted browsers, as `BROWSERS` names them: one that is missing is a failure. Without it, those that are there
 */
export async function runBrowserFiles(files: readonly string[], wanted: string | undefined): Promise<Totals> {
  const { present, missing, insists } = chooseBrowsers(wanted);
  for (const { name, description } of present) console.log(`Browser: ${name}, ${description}`);
  for (const name of missing) console.log(`Browser: ${name} is missing${insists ? ', and was asked for' : ''}`);
  const totals: Totals[] = insists ? missing.map(name => failure(`Browser ${name} is missing`)) : [];
  for (const { name } of present)
    totals.push(
      await runProcess({
        name: `Component tests in ${name}`,
        args: () => [RUNNER, '--config', CONFIG, '--files', ...files],
        environment: { BROWSERS: name },
        timeLimit: TIME_LIMIT,
      }),
    );
  return sum(totals);
}
