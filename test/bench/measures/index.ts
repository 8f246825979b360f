import { runContest } from '../tools/contest.js';
import type { Report } from '../tools/report.js';
import type { Stage } from '../tools/stage.js';
import { accepted, uploaded } from './network.js';
import { fallback, payload } from './payload.js';
import { ready } from './ready.js';

/** All that can be measured, by the name that `--only` takes. */
export const MEASUREMENTS: Readonly<Record<string, (stage: Stage, runs: number) => Promise<Report>>> = {
  ready,
  payload: (stage, runs) => runContest(payload, stage, runs),
  accepted: (stage, runs) => runContest(accepted, stage, runs),
  uploaded: (stage, runs) => runContest(uploaded, stage, runs),
  fallback: (stage, runs) => runContest(fallback, stage, runs),
};
