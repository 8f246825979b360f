import type { Given } from './drop-target.js';

/** What systems leave in folders for themselves, and Office beside a document that is open. */
const HIDDEN = /^(?:\.|~\$|thumbs\.db$|desktop\.ini$)/i;

/** A folder is read in pieces, until one is empty. */
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const entries: FileSystemEntry[] = [];
  for (;;) {
    const piece = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (piece.length === 0) return entries;
    entries.push(...piece);
  }
}

/** The files, and those in folders and in folders of these. @throws DOMException where one cannot be read */
export async function filesIn(given: readonly (Given | FileSystemEntry)[]): Promise<File[]> {
  const files: File[] = [];
  for (const item of given) {
    // Not by its class: a frame has one of its own.
    if ('lastModified' in item) files.push(item);
    else if (HIDDEN.test(item.name)) continue;
    else if (item.isDirectory) files.push(...(await filesIn(await entriesOf(item as FileSystemDirectoryEntry))));
    else files.push(await new Promise<File>((resolve, reject) => (item as FileSystemFileEntry).file(resolve, reject)));
  }
  return files;
}
