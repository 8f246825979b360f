import { writeFileSync } from 'node:fs';
import type { Reporter, TestSession, TestSuiteResult } from '@web/test-runner';
import { isEmpty, noTotals, sum, type Totals } from './totals.js';

/**
 * A reporter for @web/test-runner that writes the totals of all sessions, one a test file and browser, to a file as
 * JSON. The runner itself passes a file that holds no test; here it counts as a failure, as one that does not load does.
 */
export function totalsReporter(file: string): Reporter {
  return {
    stop({ sessions }) {
      writeFileSync(file, JSON.stringify(sum([...sessions].map(totalsOf))));
    },
  };
}

function totalsOf({ testFile, testResults, passed, errors }: TestSession): Totals {
  const totals = testResults ? suiteTotals(testResults) : noTotals();
  if (isEmpty(totals)) console.log(`${testFile}: no test was found`);
  const failedOtherwise = isEmpty(totals) || !passed || errors.length > 0;
  if (failedOtherwise && totals.failed === 0) totals.failed = 1;
  return totals;
}

function suiteTotals({ tests, suites }: TestSuiteResult): Totals {
  const own = noTotals();
  for (const { passed, skipped } of tests) own[skipped ? 'skipped' : passed ? 'passed' : 'failed']++;
  return sum([own, ...suites.map(suiteTotals)]);
}
