import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pdf } from '../../samples/pdf.js';
import { sha256, someBytes } from '../../sandbox/messages.js';

/** A real file for an `<input>`, and what it has to arrive as. */
export interface BenchFile {
  path: string;
  /** In bytes. */
  size: number;
  sha256: string;
}

/** Room for what a PDF has around the contents of its page. In bytes. */
const STRUCTURE = 1000;

/** A PDF of an exact size on disk; `remove` deletes it. */
export async function benchFile(size: number): Promise<BenchFile & { remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-file-'));
  const path = join(folder, 'scan.pdf');
  const contents = Buffer.from(someBytes(size - STRUCTURE)).toString('latin1');
  const whole = pdf({ contents });
  const bytes = Buffer.concat([whole, Buffer.alloc(size - whole.length, '\n')]);
  await writeFile(path, bytes);
  return { path, size, sha256: sha256(bytes), remove: () => rm(folder, { recursive: true }) };
}
