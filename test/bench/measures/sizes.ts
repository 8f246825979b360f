import { join } from 'node:path';
import type { InlineConfig } from 'vite';
import { keepRegistration } from '../../../demo/server/build.js';
import { brotliSize, chunksOf, moduleConfig, staticallyReached } from '../../tools/bundle.js';
import type { Report } from '../tools/report.js';

const pageConfig = (name: string): InlineConfig => ({
  ...moduleConfig(join(import.meta.dirname, `../pages/${name}.ts`)),
  plugins: [keepRegistration],
});

const CDN = 'redox-file-sender, the CDN file';
const FIRST = 'redox-file-sender, before a file is picked';

/** What a page loads for each contestant; style sheets that some of them have besides are not counted. */
const BUILDS: Readonly<Record<string, InlineConfig>> = {
  [CDN]: {},
  [FIRST]: moduleConfig('src/index.ts'),
  'a Lit element that draws a drop zone': pageConfig('ready-lit-zone'),
  Dropzone: pageConfig('ready-dropzone'),
  'Vaadin upload': pageConfig('ready-vaadin'),
  'FilePond, with file-encode': pageConfig('ready-filepond'),
  'Uppy, drag-drop with tus': pageConfig('ready-uppy'),
};

/** Nothing here is left to chance, so nothing is repeated. */
export async function sizes(): Promise<Report> {
  const kilobytes: Record<string, number> = {};
  for (const [name, config] of Object.entries(BUILDS))
    kilobytes[name] =
      staticallyReached(await chunksOf(config)).reduce((sum, { code }) => sum + brotliSize(code), 0) / 1000;
  return {
    name: 'what a page loads, kB of JavaScript (brotli)',
    rows: Object.entries(kilobytes).map(([contestant, kB]) => ({ contestant, figures: { kB } })),
    verdicts: [
      { what: 'the CDN file, kB', value: kilobytes[CDN] ?? Number.NaN, goal: 24 },
      { what: 'before a file is picked, kB', value: kilobytes[FIRST] ?? Number.NaN, goal: 13 },
    ],
  };
}
