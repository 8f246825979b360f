import { type ExamineServices, examine } from '../examine.js';
import { countHourly } from '../hourly-limits.js';
import type { Ledger } from '../ledger.js';
import { ProblemError } from '../problem-error.js';
import type { Session } from '../session.js';
import { decodedSize, embeddedFiles } from './message-files.js';

export interface AdmitServices extends ExamineServices {
  ledger: Ledger;
}

/**
 * Whether a valid message may go to Redox now: within the hourly limits of its sender, and with nothing embedded that
 * may not be sent. Files that it refers to were looked at when they were committed.
 * @throws {ProblemError}
 */
export async function admit(
  key: string,
  message: object,
  { owner, limits }: Session,
  services: AdmitServices,
): Promise<void> {
  const files = embeddedFiles(message);
  const bytes = files.reduce((sum, { base64 }) => sum + decodedSize(base64), 0);
  await countHourly({ owner: owner.id, kind: 'send', id: key, bytes }, limits, services.ledger);
  for (const { names, base64 } of files) {
    const size = decodedSize(base64);
    if (size > limits.maxSize)
      throw new ProblemError(413, 'file-too-large', { detail: `A file may have ${limits.maxSize} bytes at most` });
    const contents = Buffer.from(base64, 'base64');
    const fill = async (room: Uint8Array) => room.set(contents);
    await examine({ size, names, type: '', stream: () => once(contents), fill }, limits.types, services);
  }
}

async function* once(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes;
}
