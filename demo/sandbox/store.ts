import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { TooLarge } from './body.js';

/** Bytes on disk. */
export interface Stored {
  /** A UUID, and the name on disk. */
  id: string;
  /** In bytes. */
  size: number;
  /** 64 lower-case hexadecimal digits. */
  sha256: string;
}

export interface Store {
  /**
   * Reads the bytes to their end, and keeps them if they are not over the limit.
   * @param limit in bytes
   * @throws {TooLarge}
   */
  keep(bytes: Iterable<Uint8Array> | AsyncIterable<Uint8Array>, limit?: number): Promise<Stored>;
  read(stored: Stored): ReadableStream<Uint8Array>;
  remove(stored: Stored): Promise<void>;
}

/** Keeps the bytes of files on disk, readable by this user alone, under names that say nothing. */
export async function createStore(folder: string): Promise<Store> {
  await mkdir(folder, { mode: 0o700 });
  const pathOf = (id: string) => join(folder, id);
  const remove = ({ id }: { id: string }) => rm(pathOf(id), { force: true });
  return {
    async keep(bytes, limit = Number.POSITIVE_INFINITY) {
      const id = randomUUID();
      const disk = createWriteStream(pathOf(id), { flags: 'wx', mode: 0o600 });
      const hash = createHash('sha256');
      let size = 0;
      async function* measured(chunks: AsyncIterable<Uint8Array>) {
        for await (const chunk of chunks) {
          size += chunk.byteLength;
          if (size > limit) continue;
          hash.update(chunk);
          yield chunk;
        }
      }
      try {
        await pipeline(Readable.from(bytes), measured, disk);
        if (size > limit) throw new TooLarge();
      } catch (error) {
        // A file that is still being opened would appear after it was removed.
        if (!disk.closed) await new Promise<void>(resolve => disk.once('close', resolve));
        await remove({ id });
        throw error;
      }
      return { id, size, sha256: hash.digest('hex') };
    },
    read: ({ id }) => Readable.toWeb(createReadStream(pathOf(id))) as ReadableStream<Uint8Array>,
    remove,
  };
}
