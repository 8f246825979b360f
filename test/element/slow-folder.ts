import type { RedoxFileSender } from '../../src/element/index.js';
import { fileOf } from './support.js';
import { waitUntil } from './wait-until.js';

/**
 * Drops a folder with one file, which is told when the test says so: a script cannot make folders.
 * @returns what lets the folder be read
 */
export async function dropSlowFolder(element: RedoxFileSender): Promise<() => Promise<void>> {
  const { webkitGetAsEntry } = DataTransferItem.prototype;
  const asked: (() => void)[] = [];
  const file = { name: 'late.pdf', isDirectory: false, file: (give: FileCallback) => give(fileOf('late', 'late.pdf')) };
  const readEntries = (give: FileSystemEntriesCallback) =>
    asked.push(() => give(asked.length > 1 ? [] : [file as unknown as FileSystemEntry]));
  DataTransferItem.prototype.webkitGetAsEntry = () =>
    ({ name: 'folder', isDirectory: true, createReader: () => ({ readEntries }) }) as unknown as FileSystemEntry;
  try {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(fileOf('x'));
    const zone = element.shadowRoot?.querySelector('[part=dropzone]');
    zone?.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
  } finally {
    DataTransferItem.prototype.webkitGetAsEntry = webkitGetAsEntry;
  }
  await waitUntil(() => asked.length === 1);
  return async () => {
    asked[0]?.();
    await waitUntil(() => asked.length === 2);
    asked[1]?.();
  };
}
