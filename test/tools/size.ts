import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';
import { build, type InlineConfig, type Rolldown } from 'vite';

/** `npm run size`: what a browser loads, compressed as a CDN does it, and what it may be at most. kB = 1000 bytes. */
const root = fileURLToPath(new URL('../..', import.meta.url));

/** A module with its dependencies, as a production build of a host's own makes it. */
const moduleConfig = (input: string): InlineConfig => ({
  configFile: false,
  build: { target: 'es2022', rolldownOptions: { input, preserveEntrySignatures: 'strict' } },
});

interface Budget {
  what: string;
  /** Bytes. */
  budget: number;
  config: InlineConfig;
  /** What is loaded together, of all that is built; by default what the entry needs. */
  counted?: (chunks: Rolldown.OutputChunk[]) => Rolldown.OutputChunk[];
}

const budgets: Budget[] = [
  { what: 'first load: the entry with its static imports', budget: 13_000, config: moduleConfig('src/index.ts') },
  { what: 'the CDN file', budget: 24_000, config: {} },
  { what: 'the largest language beside it', budget: 3_000, config: {}, counted: largestLoaded },
  { what: '/models alone', budget: 9_000, config: moduleConfig('src/models/index.ts') },
];

const rows = [];
for (const { what, budget, config, counted = staticallyReached } of budgets) {
  const chunks = counted(await chunksOf(config));
  const bytes = chunks.reduce((sum, { code }) => sum + brotliSize(code), 0);
  rows.push({ what, 'kB (brotli)': kilobytes(bytes), budget: kilobytes(budget), fits: bytes <= budget });
}
console.table(rows);
if (!rows.every(({ fits }) => fits)) process.exitCode = 1;

async function chunksOf(config: InlineConfig): Promise<Rolldown.OutputChunk[]> {
  const built = await build({ root, logLevel: 'warn', ...config, build: { ...config.build, write: false } });
  if (!('output' in built)) throw new Error('One build with one output was expected');
  return built.output.filter(file => file.type === 'chunk');
}

/** The entry, and every chunk that a browser loads before it can run. */
function staticallyReached(chunks: Rolldown.OutputChunk[]): Rolldown.OutputChunk[] {
  const reached = new Set(chunks.filter(({ isEntry }) => isEntry));
  for (const { imports } of reached)
    for (const chunk of chunks) if (imports.includes(chunk.fileName)) reached.add(chunk);
  return [...reached];
}

/** Of what a browser loads when it is needed. */
function largestLoaded(chunks: Rolldown.OutputChunk[]): Rolldown.OutputChunk[] {
  const loaded = chunks.filter(({ isDynamicEntry }) => isDynamicEntry);
  return loaded.sort((one, other) => brotliSize(other.code) - brotliSize(one.code)).slice(0, 1);
}

function brotliSize(code: string): number {
  return brotliCompressSync(code, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
}

function kilobytes(bytes: number): string {
  return (bytes / 1000).toFixed(2);
}
