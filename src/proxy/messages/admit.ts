import { type ExamineServices, examine } from '../examine.js';
import { countHourly } from '../hourly-limits.js';
import type { Ledger } from '../ledger.js';
import type { Session } from '../session.js';
import { decodedSize, type EmbeddedFile } from './message-files.js';

export interface AdmitServices extends ExamineServices {
  ledger: Ledger;
}

/**
 * Whether a valid message may go to Redox now: within the hourly limits of its sender, and with nothing embedded that
 * may not be sent. Files that it refers to were looked at when they were committed.
 * @param files all that are embedded in it
 * @throws {ProblemError}
 */
export async function admit(
  key: string,
  files: readonly EmbeddedFile[],
  { owner, limits }: Session,
  services: AdmitServices,
): Promise<void> {
  const bytes = files.reduce((sum, { base64 }) => sum + decodedSize(base64), 0);
  await countHourly({ owner: owner.id, kind: 'send', id: key, bytes }, limits, services.ledger);
  for (const { names, base64 } of files) {
    const size = decodedSize(base64);
    const fill = async ({ buffer, byteOffset }: Uint8Array) => {
      Buffer.from(buffer, byteOffset, size).write(base64, 'base64');
    };
    await examine({ size, names, type: '', stream: () => decoded(base64), fill }, limits, services);
  }
}

/** In characters, of which four are three bytes. */
const PIECE = 65_536;

async function* decoded(base64: string): AsyncIterable<Uint8Array> {
  for (let at = 0; at < base64.length; at += PIECE) yield Buffer.from(base64.slice(at, at + PIECE), 'base64');
}
