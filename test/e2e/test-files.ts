import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A PDF with one page that shows nothing. */
export const EMPTY_PDF = Buffer.from(`%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]>>endobj
trailer<</Size 4/Root 1 0 R>>
%%EOF
`);

/** How a JPEG begins: start of image, JFIF header. */
const JPEG_HEAD = Buffer.from('ffd8ffe000104a46494600010100000100010000', 'hex');

export interface TestFile {
  path: string;
  bytes: Buffer;
  /** Hexadecimal. */
  sha256: string;
}

export interface TestFiles {
  /** A file on disk: the head of its kind, then bytes that look like chance and are always the same. */
  make(name: string, size: number): Promise<TestFile>;
  remove(): Promise<void>;
}

export async function createTestFiles(): Promise<TestFiles> {
  const folder = await mkdtemp(join(tmpdir(), 'e2e-files-'));
  return {
    async make(name, size) {
      const head = name.endsWith('.jpg') ? JPEG_HEAD : name.endsWith('.pdf') ? EMPTY_PDF : Buffer.alloc(0);
      const bytes = Buffer.concat([head, noise(Math.max(0, size - head.length))]).subarray(0, size);
      const path = join(folder, name);
      await writeFile(path, bytes);
      return { path, bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
    },
    remove: () => rm(folder, { recursive: true }),
  };
}

/** A linear congruential generator (Numerical Recipes); the low bytes repeat too soon, the top one does not. */
function noise(size: number): Buffer {
  const bytes = Buffer.alloc(size);
  for (let at = 0, seed = size; at < size; at++) {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    bytes[at] = seed >>> 24;
  }
  return bytes;
}
