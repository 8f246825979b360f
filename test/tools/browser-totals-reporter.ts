import { writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import type { Reporter, TestResultError, TestSession, TestSuiteResult } from '@web/test-runner';
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

function totalsOf({ testFile, browser, testResults, passed, errors }: TestSession): Totals {
  const where = `${relative('.', testFile)} in ${browser.name}`;
  const totals = testResults ? suiteTotals(testResults, where) : noTotals();
  const empty = isEmpty(totals);
  if ((empty || !passed || errors.length > 0) && totals.failed === 0) {
    totals.failed = 1;
    totals.failures.push([where, ...errors.map(reason), ...(empty ? ['no test was found'] : [])].join('\n'));
  }
  return totals;
}

function suiteTotals({ name, tests, suites }: TestSuiteResult, where: string): Totals {
  const own = noTotals();
  const path = name ? `${where}: ${name}` : where;
  for (const test of tests) {
    own[test.skipped ? 'skipped' : test.passed ? 'passed' : 'failed']++;
    if (!test.skipped && !test.passed) own.failures.push(`${path}: ${test.name}\n${reason(test.error)}`);
  }
  return sum([own, ...suites.map(suite => suiteTotals(suite, path))]);
}

const reason = (error: TestResultError | undefined): string => error?.stack ?? error?.message ?? '';
