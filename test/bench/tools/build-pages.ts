import { readdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { build } from 'vite';
import { keepRegistration } from '../../../demo/server/build.js';

const PAGES = join(import.meta.dirname, '../pages');

/**
 * Every contestant's page, each bundled alone, as a host's own production build does it: what is loaded at once in one
 * file, and work that can wait in others. Built together, pages would load in many pieces what they share.
 */
export async function buildPages(outDir: string): Promise<void> {
  for (const name of readdirSync(PAGES).map(file => basename(file, '.ts'))) {
    await buildPage(name, join(outDir, name));
    await writeFile(join(outDir, `${name}.html`), pageOf(name));
  }
}

const buildPage = (name: string, outDir: string) =>
  build({
    configFile: false,
    root: PAGES,
    base: './',
    logLevel: 'error',
    plugins: [keepRegistration],
    build: {
      outDir,
      target: 'es2022',
      modulePreload: false,
      rolldownOptions: {
        input: join(PAGES, `${name}.ts`),
        output: { entryFileNames: 'page.js', assetFileNames: 'page[extname]' },
      },
    },
  });

/** The harness comes first, except where nothing but the contestant is to be loaded. */
function pageOf(name: string): string {
  const scripts = name.startsWith('ready-') ? [name] : ['harness', name];
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>${name}</title><body>${scripts
    .map(script => `<script type="module" src="/${script}/page.js"></script>`)
    .join('')}`;
}
