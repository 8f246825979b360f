import { writeFileSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { MEASUREMENTS } from './measures/index.js';
import { print, type Report } from './tools/report.js';
import { openStage } from './tools/stage.js';

/**
 * `npm run bench`: every figure that the README shows, beside what a team would use instead. `--only` takes names of
 * measurements, `--runs` how often each contestant runs (9), `--json FILE` also writes the figures down.
 */
const { values } = parseArgs({
  options: { json: { type: 'string' }, only: { type: 'string', multiple: true }, runs: { type: 'string' } },
});
const runs = Number(values.runs ?? 9);
const names = values.only ?? Object.keys(MEASUREMENTS);
const unknown = names.filter(name => !Object.hasOwn(MEASUREMENTS, name));
if (unknown.length > 0 || !(Number.isInteger(runs) && runs > 0)) {
  console.error(`--only takes ${Object.keys(MEASUREMENTS).join(', ')}; --runs a number from 1 on`);
  process.exit(2);
}

const machine = `${cpus()[0]?.model ?? 'unknown processor'}, ${availableParallelism()} cores, Node ${process.version}`;
const date = new Date().toISOString().slice(0, 10);
console.log(`${date}, ${machine}, medians of ${runs} interleaved runs`);
const stage = await openStage();
const reports: Report[] = [];
try {
  for (const name of names) {
    // One that fails must not cost the others.
    const report = await MEASUREMENTS[name]?.(stage, runs).catch((error: unknown) => {
      console.error(name, error);
      process.exitCode = 1;
    });
    if (!report) continue;
    print(report);
    reports.push(report);
  }
} finally {
  await stage.close();
}
if (values.json) writeFileSync(values.json, `${JSON.stringify({ date, machine, runs, reports }, null, 2)}\n`);
