import type { BenchFile } from './bench-files.js';
import type { BenchBrowser, OpenOptions } from './browser.js';
import type { Timed } from './contestant.js';

/**
 * Picks a file in a fresh page.
 * @throws Error where the page came to other bytes than the file's
 */
export async function timedPick(
  browser: BenchBrowser,
  url: string,
  file: BenchFile,
  options: OpenOptions = {},
): Promise<Timed> {
  const page = await browser.open(url, options);
  try {
    await page.evaluate('harness.ready()');
    await page.collectGarbage();
    await page.evaluate('void (globalThis.timing = harness.timed())');
    await page.pick('contestant.input()', file.path);
    const measured = await page.evaluate<Timed>('timing');
    const sha256 = await page.evaluate<string | undefined>('harness.hashOfOutcome()');
    if (sha256 !== undefined && sha256 !== file.sha256) throw new Error(`${url} came to other bytes`);
    return measured;
  } finally {
    await page.close();
  }
}
