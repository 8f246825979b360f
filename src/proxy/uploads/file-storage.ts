import { chmodSync, mkdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FileStore } from '@tus/file-store';
import type { UploadStorage } from './tus.js';

/** Its own files are for everybody to read; these are not, not even for the moment between creation and a chmod. */
class PrivateFileStore extends FileStore {
  override async create(upload: Parameters<FileStore['create']>[0]) {
    for (const name of [upload.id, `${upload.id}.json`])
      await writeFile(join(this.directory, name), '', { mode: 0o600, flag: 'wx' });
    return super.create(upload);
  }
}

/**
 * Uploads as files in a folder of their own, which this user alone may open.
 * @param lifetime of an upload, in milliseconds
 */
export function openFileStorage(folder: string, lifetime: number): UploadStorage {
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o700);
  return new PrivateFileStore({ directory: folder, expirationPeriodInMilliseconds: lifetime });
}
