import { runContest } from '../tools/contest.js';
import type { Report } from '../tools/report.js';
import type { Stage } from '../tools/stage.js';
import { clientGrowth, fileGrowth, listGrowth } from './growth.js';
import { memory } from './memory.js';
import { accepted, uploaded } from './network.js';
import { fallback, payload } from './payload.js';
import { proxySends } from './proxy-sends.js';
import { proxyUploads } from './proxy-uploads.js';
import { ready } from './ready.js';
import { sizes } from './sizes.js';

/** All that can be measured, by the name that `--only` takes. */
export const MEASUREMENTS: Readonly<Record<string, (stage: Stage, runs: number) => Promise<Report>>> = {
  sizes,
  ready,
  payload: (stage, runs) => runContest(payload, stage, runs),
  accepted: (stage, runs) => runContest(accepted, stage, runs),
  uploaded: (stage, runs) => runContest(uploaded, stage, runs),
  fallback: (stage, runs) => runContest(fallback, stage, runs),
  memory: (stage, runs) => memory(stage, Math.min(runs, 5)),
  'file-growth': fileGrowth,
  'list-growth': listGrowth,
  'client-growth': (_stage, runs) => clientGrowth(runs),
  'proxy-uploads': (_stage, runs) => proxyUploads(Math.min(runs, 5)),
  'proxy-sends': (_stage, runs) => proxySends(Math.min(runs, 5)),
};
