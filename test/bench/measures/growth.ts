import { readFile } from 'node:fs/promises';
import { benchFile } from '../tools/bench-files.js';
import { CLIENTS } from '../tools/clients.js';
import type { Report } from '../tools/report.js';
import { startSandbox, startServer } from '../tools/server-process.js';
import type { Stage } from '../tools/stage.js';
import { interleaved, median, pairedRatio } from '../tools/statistics.js';
import { timedPick } from '../tools/timed-pick.js';

/** How much more than in proportion a cost may grow on a machine that others use too. */
const LINEAR = 1.5;
const MB = 1e6;

/** Milliseconds for each MB of a file, as files grow. */
export async function fileGrowth({ browser, server }: Stage, runs: number): Promise<Report> {
  const files = await Promise.all([1, 3, 10, 30].map(size => benchFile(size * MB)));
  const names = files.map(({ size }) => `${size / MB} MB`);
  try {
    const results = await interleaved(names, runs, async name => {
      const file = files[names.indexOf(name)];
      if (!file) throw new Error(`There is no file of ${name}`);
      return (await timedPick(browser, `${server.url}/payload-sender.html`, file)).ms / (file.size / MB);
    });
    const [, three = '', , thirty = ''] = names;
    return {
      name: 'cost by the size of the file',
      rows: names.map(name => ({ contestant: name, figures: { 'ms for each MB': median(results[name] ?? []) } })),
      verdicts: [
        {
          what: 'each MB of 30 beside each of 3',
          value: pairedRatio(results[thirty] ?? [], results[three] ?? []),
          goal: LINEAR,
        },
      ],
    };
  } finally {
    for (const file of files) await file.remove();
  }
}

/** A file added to a list, as the list grows. */
export async function listGrowth({ browser, server }: Stage, runs: number): Promise<Report> {
  const lists = ['1 file', '10 files', '50 files'];
  const results = await interleaved(lists, runs, async list => {
    const page = await browser.open(`${server.url}/list-sender.html`);
    try {
      return await page.evaluate<{ ms: number; others: number }>(`addTo(${Number.parseInt(list, 10)})`);
    } finally {
      await page.close();
    }
  });
  const figure = (list: string, of: 'ms' | 'others') => (results[list] ?? []).map(one => one[of]);
  return {
    name: 'a file added to a list',
    rows: lists.map(list => ({
      contestant: list,
      figures: { ms: median(figure(list, 'ms')), 'other rows changed': Math.max(...figure(list, 'others')) },
    })),
    verdicts: [
      {
        what: 'rows drawn again beside the new one, in a list of 50',
        value: Math.max(...figure('50 files', 'others')),
        goal: 0,
      },
    ],
  };
}

/** Milliseconds for each upload of 1 MB, as clients grow. */
export async function clientGrowth(runs: number): Promise<Report> {
  const crowds = ['1 client', '10 clients', '100 clients'];
  const file = await benchFile(MB);
  const bytes = new Uint8Array(await readFile(file.path));
  const sandbox = await startSandbox();
  const server = await startServer('proxy', sandbox.redox);
  const upload = () => CLIENTS.proxy(server.url, { bytes, sha256: file.sha256 });
  try {
    await upload();
    const results = await interleaved(crowds, runs, async crowd => {
      const clients = Number.parseInt(crowd, 10);
      const started = performance.now();
      await Promise.all(Array.from({ length: clients }, upload));
      return (performance.now() - started) / clients;
    });
    const [one = '', , hundred = ''] = crowds;
    return {
      name: 'cost by the number of clients',
      rows: crowds.map(crowd => ({
        contestant: crowd,
        figures: { 'ms for each upload': median(results[crowd] ?? []) },
      })),
      verdicts: [
        {
          what: 'each upload of 100 at once beside one alone',
          value: pairedRatio(results[hundred] ?? [], results[one] ?? []),
          goal: LINEAR,
        },
      ],
    };
  } finally {
    await server.stop();
    await sandbox.stop();
    await file.remove();
  }
}
