import { benchFile } from './bench-files.js';
import type { Timed } from './contestant.js';
import { checkReceived } from './received.js';
import type { Report } from './report.js';
import type { Stage } from './stage.js';
import { interleaved, median, pairedRatio } from './statistics.js';
import { timedPick } from './timed-pick.js';

/** Pages that do the same with the same file. */
export interface Contest {
  name: string;
  /** Of the file, in bytes. */
  size: number;
  pages: readonly string[];
  /** Whether the file has to be at the sandbox afterwards. */
  arrives?: boolean;
  /** Runs before a page's own scripts. */
  before?: string;
  goals: readonly Goal[];
}

export interface Goal {
  what: string;
  of: keyof Timed;
  page: string;
  /** The page that it is divided by, run by run; the figure itself where there is none. */
  beside?: string;
  goal: number;
}

/** Lets the pages take turns. */
export async function runContest(contest: Contest, { browser, server }: Stage, runs: number): Promise<Report> {
  const { name, size, pages, arrives, before, goals } = contest;
  const file = await benchFile(size);
  const run = async (page: string): Promise<Timed> => {
    const timed = await timedPick(browser, `${server.url}/${page}.html`, file, before ? { before } : {});
    if (arrives) await checkReceived(server.url, file);
    return timed;
  };
  try {
    // The first run of each fills caches, the server's compiled code and the disk's.
    for (const page of pages) await run(page);
    const results = await interleaved(pages, runs, run);
    const figure = (page: string, of: keyof Timed) => (results[page] ?? []).map(timed => timed[of]);
    return {
      name,
      rows: pages.map(page => ({
        contestant: page,
        figures: { ms: median(figure(page, 'ms')), 'blocked ms': median(figure(page, 'blocked')) },
      })),
      verdicts: goals.map(({ what, of, page, beside, goal }) => ({
        what,
        goal,
        value: beside ? pairedRatio(figure(page, of), figure(beside, of)) : median(figure(page, of)),
      })),
    };
  } finally {
    await file.remove();
  }
}
