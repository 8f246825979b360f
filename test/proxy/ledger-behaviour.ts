import { describe } from 'node:test';
import { describeCourse } from './ledger-course.js';
import { describeRecords } from './ledger-records.js';
import type { Prepare } from './ledger-samples.js';

/** What every ledger does. */
export function describeLedger(name: string, prepare: Prepare): void {
  describe(name, () => {
    describeRecords(prepare);
    describeCourse(prepare);
  });
}
