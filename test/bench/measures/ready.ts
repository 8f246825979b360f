import type { Report } from '../tools/report.js';
import type { Stage } from '../tools/stage.js';
import { interleaved, median, pairedRatio } from '../tools/statistics.js';

const PAGES = [
  'ready-input',
  'ready-lit-zone',
  'ready-sender',
  'ready-dropzone',
  'ready-vaadin',
  'ready-uppy',
  'ready-filepond',
] as const;

/** Adds up what blocks the page for over 50 ms (W3C Long Tasks). */
const WATCH_TASKS = `globalThis.longest = 0;
new PerformanceObserver(list => {
  for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
}).observe({ type: 'longtask', buffered: true });`;

const WAIT = `new Promise(done => (function look() {
  globalThis.usableAfter ? done({ ms: usableAfter, longest }) : setTimeout(look, 5);
})())`;

/** From the navigation to a page that can be used, on a processor four times slower. */
export async function ready({ browser, server }: Stage, runs: number): Promise<Report> {
  const visit = async (name: string) => {
    const page = await browser.open(`${server.url}/${name}.html`, { slower: 4, before: WATCH_TASKS });
    try {
      return await page.evaluate<{ ms: number; longest: number }>(WAIT);
    } finally {
      await page.close();
    }
  };
  for (const name of PAGES) await visit(name);
  // Short, and so more of a gamble than the others.
  const results = await interleaved(PAGES, runs * 3, visit);
  const times = (name: (typeof PAGES)[number]) => results[name].map(({ ms }) => ms);
  return {
    name: 'navigation to usable element, CPU four times slower',
    rows: PAGES.map(name => ({
      contestant: name,
      figures: {
        ms: median(times(name)),
        'beside a bare input': pairedRatio(times(name), times('ready-input')),
        'longest task ms': median(results[name].map(({ longest }) => longest)),
      },
    })),
    verdicts: [
      {
        what: 'time beside a bare <input type=file>',
        value: pairedRatio(times('ready-sender'), times('ready-input')),
        goal: 1.35,
      },
      {
        what: 'longest task over 50 ms',
        value: median(results['ready-sender'].map(({ longest }) => longest)),
        goal: 50,
      },
    ],
  };
}
