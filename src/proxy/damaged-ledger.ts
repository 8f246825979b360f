import { closeSync, openSync, readSync } from 'node:fs';

/** A file of an embedded ledger that is none any more. */
export class DamagedLedger extends Error {
  override readonly name = 'DamagedLedger';

  constructor(file: string) {
    super(`The ledger is damaged: ${file}`);
  }
}

/** Near the start of each file of LMDB's, in the order of the machine's bytes. */
const MAGIC = Buffer.from(new Uint32Array([0xbeefc0de]).buffer);
/** In bytes: more than stands before it. */
const HEAD = 64;

/**
 * Where LMDB refuses a file, the library ends the process without a word. An empty file is one that is to be begun.
 * @throws {DamagedLedger} where the file does not begin as LMDB's do
 */
export function assertUndamaged(file: string): void {
  const head = headOf(file);
  if (head.length > 0 && !head.includes(MAGIC)) throw new DamagedLedger(file);
}

function headOf(path: string): Buffer {
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return Buffer.alloc(0);
    throw error;
  }
  try {
    const head = Buffer.alloc(HEAD);
    return head.subarray(0, readSync(file, head));
  } finally {
    closeSync(file);
  }
}
