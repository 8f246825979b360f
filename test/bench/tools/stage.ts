import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BenchServer, serveBench } from './bench-server.js';
import { type BenchBrowser, launchBrowser } from './browser.js';
import { buildPages } from './build-pages.js';

/** Everything that contestants in pages need. */
export interface Stage {
  browser: BenchBrowser;
  server: BenchServer;
  close(): Promise<void>;
}

export async function openStage(): Promise<Stage> {
  const pages = await mkdtemp(join(tmpdir(), 'bench-pages-'));
  await buildPages(pages);
  const server = await serveBench(pages);
  const browser = await launchBrowser();
  return {
    browser,
    server,
    async close() {
      await browser.close();
      await server.close();
      await rm(pages, { recursive: true, force: true });
    },
  };
}
