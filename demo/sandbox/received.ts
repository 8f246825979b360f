import type { Store, Stored } from './store.js';

/** A file that was uploaded; its bytes are in the store. */
export interface ReceivedFile extends Stored {
  /** What stands in messages for the file. */
  uri: string;
  name: string;
  /** Media type (RFC 6838), as it was sent. */
  type: string;
  /** `Meta.Source.ID` of who uploaded it. */
  source: string;
}

/** A message that was accepted. */
export interface ReceivedMessage {
  /** `Meta.Message.ID` of the answer. */
  id: number;
  /** ISO 8601 date-time. */
  receivedAt: string;
  /** As it came, but with `{size, sha256}` for the contents of embedded files. */
  message: unknown;
  /** The embedded files, in the order in which they stand in the message. */
  embedded: Stored[];
}

export interface Received {
  addFile(file: Omit<ReceivedFile, 'uri'>): ReceivedFile;
  addMessage(message: unknown, embedded: Stored[]): ReceivedMessage;
  files(): readonly ReceivedFile[];
  messages(): readonly ReceivedMessage[];
  clear(): Promise<void>;
}

/** What the sandbox has taken in, in the order in which it came. The bytes of files are in the store. */
export function createReceived(store: Store, now: () => number): Received {
  let files: ReceivedFile[] = [];
  let messages: ReceivedMessage[] = [];
  let lastId = 0;
  return {
    addFile(taken) {
      const file = { ...taken, uri: `https://blob.redoxengine.com/upload/${taken.id}` };
      files.push(file);
      return file;
    },
    addMessage(message, embedded) {
      const received = { id: ++lastId, receivedAt: new Date(now()).toISOString(), message, embedded };
      messages.push(received);
      return received;
    },
    files: () => files,
    messages: () => messages,
    async clear() {
      const stored = [...files, ...messages.flatMap(({ embedded }) => embedded)];
      files = [];
      messages = [];
      await Promise.all(stored.map(one => store.remove(one)));
    },
  };
}
