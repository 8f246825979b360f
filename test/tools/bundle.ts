import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';
import { build, type InlineConfig, type Rolldown } from 'vite';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A module with its dependencies, as a production build of a host's own makes it. */
export const moduleConfig = (input: string): InlineConfig => ({
  configFile: false,
  build: { target: 'es2022', rolldownOptions: { input, preserveEntrySignatures: 'strict' } },
});

/** All that a build makes of code; nothing is written. */
export async function chunksOf(config: InlineConfig): Promise<Rolldown.OutputChunk[]> {
  const built = await build({ root, logLevel: 'warn', ...config, build: { ...config.build, write: false } });
  if (!('output' in built)) throw new Error('One build with one output was expected');
  return built.output.filter(file => file.type === 'chunk');
}

/** The entry, and every chunk that a browser loads before it can run. */
export function staticallyReached(chunks: Rolldown.OutputChunk[]): Rolldown.OutputChunk[] {
  const reached = new Set(chunks.filter(({ isEntry }) => isEntry));
  for (const { imports } of reached)
    for (const chunk of chunks) if (imports.includes(chunk.fileName)) reached.add(chunk);
  return [...reached];
}

/** Of what a browser loads when it is needed. */
export function largestLoaded(chunks: Rolldown.OutputChunk[]): Rolldown.OutputChunk[] {
  const loaded = chunks.filter(({ isDynamicEntry }) => isDynamicEntry);
  return loaded.sort((one, other) => brotliSize(other.code) - brotliSize(one.code)).slice(0, 1);
}

/** Compressed as a CDN does it. In bytes. */
export function brotliSize(code: string): number {
  return brotliCompressSync(code, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
}

/** A module in a bundle: its path below `src` or its package, and its code compressed by itself, in bytes. */
export interface ModuleCost {
  module: string;
  bytes: number;
}

/** The modules of chunks, the dearest first. Together they compress better than the sum of them says. */
export function moduleCosts(chunks: readonly Rolldown.OutputChunk[]): ModuleCost[] {
  return chunks
    .flatMap(({ modules }) => Object.entries(modules))
    .map(([id, { code }]) => ({ module: nameOf(id), bytes: code ? brotliSize(code) : 0 }))
    .filter(({ bytes }) => bytes > 0)
    .sort((one, other) => other.bytes - one.bytes);
}

/** The same by folder, or by package. */
export function groupCosts(costs: readonly ModuleCost[]): ModuleCost[] {
  const groups = new Map<string, number>();
  for (const { module, bytes } of costs) {
    const group = module.split('/', module.startsWith('@') ? 2 : 1).join('/');
    groups.set(group, (groups.get(group) ?? 0) + bytes);
  }
  return [...groups].map(([module, bytes]) => ({ module, bytes })).sort((one, other) => other.bytes - one.bytes);
}

const nameOf = (id: string): string => id.replace(/^.*\/(?:node_modules|src)\//, '').replace(/^\0/, '');
