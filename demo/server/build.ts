import { join } from 'node:path';
import { build, type Plugin } from 'vite';
import { pageParts } from './page-parts.js';
import { PAGE_FILES } from './pages.js';

const PORTAL = join(import.meta.dirname, '../portal');

/** package.json names the published modules that do something when they are imported; here it is their source. */
export const keepRegistration: Plugin = {
  name: 'keep-registration',
  transform: { filter: { id: /\/src\/index\.ts$/ }, handler: () => ({ moduleSideEffects: true }) },
};

/** Builds the portal's pages and browser code into a folder. Takes a few seconds. */
export async function buildPortal(outDir: string): Promise<void> {
  await build({
    configFile: false,
    root: PORTAL,
    logLevel: 'warn',
    plugins: [pageParts(join(PORTAL, 'partials')), keepRegistration],
    build: {
      outDir,
      emptyOutDir: true,
      target: 'es2022',
      // The pages allow no data: URLs.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rolldownOptions: { input: PAGE_FILES.map(file => join(PORTAL, file)) },
    },
  });
}
