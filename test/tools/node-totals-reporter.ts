import { relative } from 'node:path';
import type { TestEvent } from 'node:test/reporters';
import { inspect } from 'node:util';
import { noTotals } from './totals.js';

/** A reporter for node:test that gives the totals as JSON, for the run to add up. */
export default async function* totalsReporter(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  const totals = noTotals();
  for await (const { type, data } of events) {
    if ((type !== 'test:pass' && type !== 'test:fail') || data.details.type === 'suite') continue;
    if (isOn(data.skip) || isOn(data.todo)) totals.skipped++;
    else if (type === 'test:pass') totals.passed++;
    else {
      totals.failed++;
      totals.failures.push(`${relative('.', data.file ?? '')}: ${data.name}\n${inspect(causeOf(data.details.error))}`);
    }
  }
  yield JSON.stringify(totals);
}

/** node:test wraps what a test threw. */
const causeOf = (error: Error): unknown => error.cause ?? error;

/** `skip` and `todo` may be a reason, and the reason may be an empty text. */
const isOn = (mark: string | boolean | undefined): boolean => mark !== undefined && mark !== false;
