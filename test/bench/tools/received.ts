import type { BenchFile } from './bench-files.js';

interface Received {
  files: { sha256: string }[];
  messages: { message: { Note?: { FileContents?: { sha256?: string } } } }[];
}

/**
 * Sees to it that the sandbox has a file once, and makes it forget it.
 * @throws Error where it has not
 */
export async function checkReceived(url: string, { sha256 }: BenchFile): Promise<void> {
  const answer = await fetch(`${url}/_sandbox/received`);
  const { files, messages } = (await answer.json()) as Received;
  const hashes = [
    ...files.map(file => file.sha256),
    ...messages.map(({ message }) => message.Note?.FileContents?.sha256),
  ];
  if (hashes.length !== 1 || hashes[0] !== sha256)
    throw new Error(`${hashes.length} files have arrived, or other bytes`);
  await fetch(`${url}/_sandbox/received`, { method: 'DELETE' });
}
