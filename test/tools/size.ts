import type { InlineConfig, Rolldown } from 'vite';
import {
  brotliSize,
  chunksOf,
  groupCosts,
  largestLoaded,
  type ModuleCost,
  moduleConfig,
  moduleCosts,
  staticallyReached,
} from './bundle.js';

/**
 * `npm run size`: what a browser loads, compressed as a CDN does it, and what it may be at most; then which part of the
 * file for a CDN costs what. kB = 1000 bytes.
 */
interface Budget {
  what: string;
  /** Bytes: over it, the run fails. */
  budget: number;
  /** Bytes: where it is to get to, if that is less. */
  goal?: number;
  config: InlineConfig;
  /** What is loaded together, of all that is built; by default what the entry needs. */
  counted?: (chunks: Rolldown.OutputChunk[]) => Rolldown.OutputChunk[];
}

const CDN: InlineConfig = {};
const budgets: Budget[] = [
  { what: 'first load: the entry with its static imports', budget: 13_000, config: moduleConfig('src/index.ts') },
  { what: 'the CDN file', budget: 31_350, goal: 24_000, config: CDN },
  { what: 'the largest language beside it', budget: 3_000, config: CDN, counted: largestLoaded },
  { what: '/models alone', budget: 9_000, config: moduleConfig('src/models/index.ts') },
];

const rows = [];
for (const { what, budget, goal = budget, config, counted = staticallyReached } of budgets) {
  const bytes = counted(await chunksOf(config)).reduce((sum, { code }) => sum + brotliSize(code), 0);
  const verdict = bytes > budget ? 'over budget' : bytes > goal ? 'over goal' : 'fits';
  rows.push({ what, 'kB (brotli)': kilobytes(bytes), budget: kilobytes(budget), goal: kilobytes(goal), verdict });
}
console.table(rows);
if (rows.some(({ verdict }) => verdict === 'over budget')) process.exitCode = 1;

const costs = moduleCosts(staticallyReached(await chunksOf(CDN)));
const table = (list: readonly ModuleCost[]) =>
  console.table(list.map(({ module, bytes }) => ({ module, 'kB (brotli, alone)': kilobytes(bytes) })));
console.log('The CDN file by folder and package');
table(groupCosts(costs));
console.log('Its dearest modules');
table(costs.slice(0, 25));

function kilobytes(bytes: number): string {
  return (bytes / 1000).toFixed(2);
}
