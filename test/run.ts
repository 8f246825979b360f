import { findChromium } from './tools/find-chromium.js';
import { runBrowserFiles } from './tools/run-browser-files.js';
import { runNodeFiles } from './tools/run-node-files.js';
import { selectFiles } from './tools/test-files.js';
import { failure, sum, type Totals } from './tools/totals.js';

/**
 * `npm test`: all parts one after the other, or only those parts, folders and files that are named, and a last line
 * `N passed, N failed` over everything. The exit code is 0 when tests have passed and none has failed.
 * `TEST_DIR` names another folder of tests, and `BROWSERS` the browsers that component tests must run in.
 */
const { files, missing } = selectFiles(process.env.TEST_DIR ?? 'test', process.argv.slice(2));
const totals: Totals[] = [];

if (files.node.length > 0) totals.push(await runNodeFiles(files.node));
if (files.browser.length > 0) totals.push(await runBrowserFiles(files.browser, process.env.BROWSERS));
if (files.e2e.length > 0) console.log(`\nBrowser of the end-to-end tests: ${findChromium().description}`);
// One after the other: each has a demo and a browser of its own, and measures its patience in seconds.
if (files.e2e.length > 0) totals.push(await runNodeFiles(files.e2e, 1));

for (const word of missing) totals.push(failure(`${word}: no test file was found`));

const { passed, failed, skipped, failures } = sum(totals);
// Again, together: a report of two thousand tests is long.
for (const text of failures) console.log(`\nFailed: ${text}`);
if (skipped > 0) console.log(`\n${skipped} skipped`);
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = passed > 0 && failed === 0 ? 0 : 1;
