import { parseArgs } from 'node:util';
import { speedUp } from './fast-clock.js';
import { inLanes } from './lanes.js';
import { type Outcome, run } from './run.js';
import { summarize } from './summary.js';

/**
 * `npm run chaos -- --runs N --seed S`: N runs in which everything goes wrong, and after each the books are compared.
 * What is not right is printed with the seed and the plan of its run; `--only 17` repeats one run of a seed.
 */
const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '100' },
    seed: { type: 'string', default: String(Date.now()) },
    lanes: { type: 'string', default: '2' },
    only: { type: 'string' },
  },
});

speedUp();
const { seed, only } = values;
const numbers = only === undefined ? Array.from({ length: Number(values.runs) }, (_, index) => index) : [Number(only)];
console.log(`Seed ${seed}`);
const started = performance.now();
const outcomes: Outcome[] = [];
await inLanes(
  numbers.map(number => `${seed}-${number}`),
  Number(values.lanes),
  async (one, surroundings) => {
    const outcome = await run(one, surroundings);
    outcomes.push(outcome);
    if (outcome.wrong.length > 0)
      console.log(`\nRun ${one}: ${outcome.wrong.join('\n  ')}\n${JSON.stringify(outcome.plan)}\n${outcome.states}`);
    if (outcomes.length % 50 === 0)
      console.log(`${outcomes.length} runs, ${Math.round((performance.now() - started) / 1000)} s`);
  },
);
console.log(`\n${summarize(outcomes)}`);
process.exitCode = outcomes.every(({ wrong }) => wrong.length === 0) ? 0 : 1;
