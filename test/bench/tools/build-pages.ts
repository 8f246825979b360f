import { readdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { build } from 'vite';
import { keepRegistration } from '../../../demo/server/build.js';

const PAGES = join(import.meta.dirname, '../pages');

/** Every contestant's page, bundled as a host's own production build does it: work that can wait in chunks of its own. */
export async function buildPages(outDir: string): Promise<void> {
  const names = readdirSync(PAGES).map(file => basename(file, '.ts'));
  await build({
    configFile: false,
    root: PAGES,
    logLevel: 'error',
    plugins: [keepRegistration],
    build: {
      outDir,
      emptyOutDir: true,
      target: 'es2022',
      cssCodeSplit: true,
      modulePreload: false,
      rolldownOptions: {
        input: Object.fromEntries(names.map(name => [name, join(PAGES, `${name}.ts`)])),
        preserveEntrySignatures: 'strict',
        output: { entryFileNames: '[name].js' },
      },
    },
  });
  for (const name of names) await writeFile(join(outDir, `${name}.html`), pageOf(name));
}

/** The harness comes first, except where nothing but the contestant is to be loaded. */
function pageOf(name: string): string {
  const scripts = name.startsWith('ready-') ? [name] : ['harness', name];
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>${name}</title><body>${scripts
    .map(script => `<script type="module" src="/${script}.js"></script>`)
    .join('')}`;
}
