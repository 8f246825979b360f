import fc from 'fast-check';
import { commands } from './commands.js';
import type { Subject } from './subject.js';
import { assertIsAs, type Model, openWorld } from './world.js';

/**
 * Two users do everything that there is to do, in any order, right and wrong, alone and at once; afterwards everything
 * is where it should be.
 * @throws with the shortest order that shows what is wrong
 */
export async function fuzzOrders(
  subject: Subject,
  { runs, seed, onAnswer }: { runs: number; seed: number; onAnswer?: () => void },
): Promise<void> {
  await fc.assert(
    fc.asyncProperty(commands, async order => {
      await subject.sandbox.clear();
      const model: Model = { uploads: [], sends: new Map() };
      const real = await openWorld(subject, onAnswer);
      await fc.asyncModelRun(() => ({ model, real }), order);
      await assertIsAs(model, real);
      for (const { id, owner, gone } of model.uploads) if (!gone) await real.ask(owner, 'DELETE', `uploads/${id}`);
    }),
    { numRuns: runs, seed, endOnFailure: false },
  );
}
