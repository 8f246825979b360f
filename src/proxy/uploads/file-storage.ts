import { randomUUID } from 'node:crypto';
import { chmodSync, createReadStream, mkdirSync } from 'node:fs';
import { open, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { FileStore } from '@tus/file-store';
import { FileWriter } from './file-writer.js';
import type { UploadStorage } from './tus.js';

const ID = /^[\da-f]{32}$/;
/** In bytes: what is read in one go. Each go costs much the same, and each upload under way holds a few. */
const PIECE = 128 * 1024;

/**
 * Its own files are for everybody to read; these are not, not even for the moment between creation and a chmod. And it
 * writes each piece as it comes, of which a connection brings many small ones.
 */
class PrivateFileStore extends FileStore {
  override async create(upload: Parameters<FileStore['create']>[0]) {
    for (const name of namesOf(upload.id)) await writeFile(join(this.directory, name), '', { mode: 0o600, flag: 'wx' });
    return super.create(upload);
  }

  override read(id: string) {
    return createReadStream(join(this.directory, id), { highWaterMark: PIECE });
  }

  async fill(id: string, room: Uint8Array): Promise<void> {
    const file = await open(join(this.directory, id));
    try {
      for (let at = 0; at < room.length; ) {
        const { bytesRead } = await file.read(room, at, room.length - at, at);
        if (bytesRead === 0) throw new RangeError('There are fewer bytes than were announced');
        at += bytesRead;
      }
    } finally {
      await file.close();
    }
  }

  /** Where a body breaks off, what came of it is kept. @returns the offset after it */
  override async write(stream: Readable, id: string, offset: number): Promise<number> {
    const file = await open(join(this.directory, id), 'r+');
    const writer = new FileWriter(file, offset);
    let end = offset;
    try {
      // Not ended when the loop is left: a write that failed would look like a body that was broken off.
      for await (const chunk of stream.iterator({ destroyOnReturn: false })) await writer.add(chunk);
    } finally {
      end = await writer.end().finally(() => file.close());
    }
    return end;
  }

  /** Both files or what is left of them: a killed process may have left one. */
  override async remove(id: string) {
    for (const name of namesOf(id)) await rm(join(this.directory, name), { force: true });
  }

  async list(): Promise<string[]> {
    const names = await readdir(this.directory);
    return [...new Set(names.map(name => name.replace(/\.json$/, '')).filter(name => ID.test(name)))];
  }

  async check(): Promise<void> {
    const file = join(this.directory, `check-${randomUUID()}`);
    // On a full disk the file is there all the same, and empty.
    await writeFile(file, 'check', { mode: 0o600, flag: 'wx' }).finally(() => rm(file, { force: true }));
  }
}

const namesOf = (id: string): string[] => [id, `${id}.json`];

/** Uploads as files in a folder of their own, which this user alone may open. The ledger says when they expire. */
export function openFileStorage(folder: string): UploadStorage {
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o700);
  return new PrivateFileStore({ directory: folder });
}
