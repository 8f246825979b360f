import { setTimeout as wait } from 'node:timers/promises';
import { benchFile } from '../tools/bench-files.js';
import { memoryOf, watchMemory } from '../tools/process-memory.js';
import { checkReceived } from '../tools/received.js';
import type { Report } from '../tools/report.js';
import type { Stage } from '../tools/stage.js';
import { interleaved, median } from '../tools/statistics.js';

const PAGES = ['upload-sender', 'upload-patch', 'upload-tus-js-client'] as const;
const SIZE = 30_000_000;

/** How much more memory the whole browser takes during an upload, and five seconds after it. */
export async function memory({ browser, server }: Stage, runs: number): Promise<Report> {
  const file = await benchFile(SIZE);
  const run = async (name: (typeof PAGES)[number]) => {
    const page = await browser.open(`${server.url}/${name}.html`);
    try {
      await page.evaluate('harness.ready()');
      await page.collectGarbage();
      const before = memoryOf(browser.pid);
      const most = watchMemory(browser.pid);
      await page.evaluate('void (globalThis.timing = harness.timed())');
      await page.pick('contestant.input()', file.path);
      await page.evaluate('timing');
      const peak = most();
      await page.collectGarbage();
      await wait(5000);
      const after = memoryOf(browser.pid);
      await checkReceived(server.url, file);
      return { peak: (peak - before) / SIZE, after: (after - before) / SIZE };
    } finally {
      await page.close();
    }
  };
  try {
    for (const name of PAGES) await run(name);
    const results = await interleaved(PAGES, runs, run);
    const figure = (name: (typeof PAGES)[number], of: 'peak' | 'after') => median(results[name].map(one => one[of]));
    return {
      name: 'browser memory for a 30 MB upload, in sizes of the file',
      rows: PAGES.map(name => ({
        contestant: name,
        figures: { 'at the peak': figure(name, 'peak'), '5 s after': figure(name, 'after') },
      })),
      verdicts: [
        { what: "memory at the peak, in the file's sizes", value: figure('upload-sender', 'peak'), goal: 1.5 },
        { what: "memory 5 s after, in the file's sizes", value: figure('upload-sender', 'after'), goal: 0.1 },
      ],
    };
  } finally {
    await file.remove();
  }
}
