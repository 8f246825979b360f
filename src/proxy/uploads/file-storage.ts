import { randomUUID } from 'node:crypto';
import { chmodSync, mkdirSync } from 'node:fs';
import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FileStore } from '@tus/file-store';
import type { UploadStorage } from './tus.js';

const ID = /^[\da-f]{32}$/;

/** Its own files are for everybody to read; these are not, not even for the moment between creation and a chmod. */
class PrivateFileStore extends FileStore {
  override async create(upload: Parameters<FileStore['create']>[0]) {
    for (const name of namesOf(upload.id)) await writeFile(join(this.directory, name), '', { mode: 0o600, flag: 'wx' });
    return super.create(upload);
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
    await writeFile(file, 'check', { mode: 0o600, flag: 'wx' });
    await rm(file);
  }
}

const namesOf = (id: string): string[] => [id, `${id}.json`];

/** Uploads as files in a folder of their own, which this user alone may open. The ledger says when they expire. */
export function openFileStorage(folder: string): UploadStorage {
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o700);
  return new PrivateFileStore({ directory: folder });
}
