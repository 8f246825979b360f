import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EMPTY_PDF } from '../../e2e/test-files.js';
import { sha256, someBytes } from '../../sandbox/messages.js';

/** A real file for an `<input>`, and what it has to arrive as. */
export interface BenchFile {
  path: string;
  /** In bytes. */
  size: number;
  sha256: string;
}

/** A PDF of an exact size on disk; `remove` deletes it. */
export async function benchFile(size: number): Promise<BenchFile & { remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-file-'));
  const path = join(folder, 'scan.pdf');
  const head = Buffer.from('%PDF-1.4\n');
  const bytes = Buffer.concat([head, someBytes(size - head.length - EMPTY_PDF.length), EMPTY_PDF]);
  await writeFile(path, bytes);
  return { path, size, sha256: sha256(bytes), remove: () => rm(folder, { recursive: true }) };
}
