import { ProblemError } from './problem-error.js';
import { SingleFlight } from './single-flight.js';

/** Something without which it makes no sense to send us requests. */
export interface Need {
  /** What is the matter when it is not there. */
  trouble: string;
  /** @throws when it is not there */
  check(): Promise<void>;
}

/** Answers `GET health/ready`; however many ask, what is needed is looked at once at a time. */
export function createReadiness(needs: readonly Need[]): () => Promise<Response> {
  const flight = new SingleFlight<Need[]>();
  return async () => {
    const missing = await flight.run('ready', () => missingOf(needs));
    if (missing.length === 0) return Response.json({ status: 'ready' });
    const detail = missing.map(({ trouble }) => trouble).join('; ');
    throw new ProblemError(503, 'service-unavailable', { detail });
  };
}

async function missingOf(needs: readonly Need[]): Promise<Need[]> {
  const results = await Promise.allSettled(needs.map(need => need.check()));
  return needs.filter((_, at) => results[at]?.status === 'rejected');
}
