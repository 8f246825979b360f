import { type Clock, systemClock } from '../../src/core/clock.js';
import { FileSender, type SenderFile, type SenderOptions } from '../../src/core/index.js';
import type { Belief, Client } from './client.js';
import { type Document, hostMessage } from './documents.js';
import type { FilePlan, Plan } from './plan.js';

/** Our own client: a page with an element for each kind of document. */
export function startCoreClient(plan: Plan, documents: readonly Document[], endpoint: string): Client {
  const beliefs = new Map<File, Belief[]>(documents.map(({ file }) => [file, []]));
  const senders = new Map<string, FileSender>();
  const senderOf = new Map<File, FileSender>();

  const hear = (files: readonly SenderFile[]) => {
    for (const { file, state, error, message } of files) {
      const list = beliefs.get(file);
      const last = list?.at(-1);
      if (last?.state === state && last.code === error?.code) continue;
      list?.push({ at: Date.now(), state, code: error?.code, message });
    }
  };

  for (const [index, document] of documents.entries()) {
    const { file } = document;
    const options = optionsOf(plan.files[index] as FilePlan, document);
    const kind = JSON.stringify(options);
    const sender = senders.get(kind) ?? new FileSender({ ...options, ...common(plan, documents, endpoint) });
    if (!senders.has(kind)) sender.addEventListener('redox-files-change', () => hear(sender.files));
    senders.set(kind, sender);
    senderOf.set(file, sender);
    sender.add([file]);
  }

  const find = ({ file }: Document) => {
    const sender = senderOf.get(file) as FileSender;
    return { sender, listed: sender.files.find(candidate => candidate.file === file) };
  };
  const ids = new Map(documents.map(document => [document, find(document).listed?.documentId ?? '']));
  return {
    act(type, document) {
      const { sender, listed } = find(document);
      if (!listed) return;
      if (type === 'remove') beliefs.get(document.file)?.push({ at: Date.now(), state: 'removed' });
      sender[type](listed.id);
    },
    beliefs: ({ file }) => beliefs.get(file) ?? [],
    documentId: document => ids.get(document) ?? '',
    close() {
      for (const sender of senders.values()) sender.reset();
    },
  };
}

const optionsOf = ({ delivery, output }: FilePlan, { model, eventType }: Document) => ({
  model,
  eventType,
  delivery,
  output,
  // What is not there the grant fills in.
  partial: true,
});

const common = (plan: Plan, documents: readonly Document[], endpoint: string): Partial<SenderOptions> => ({
  endpoint,
  chunkSize: plan.chunkSize,
  embedLimit: 300_000,
  maxFiles: 100,
  message: file => hostMessage(documents.find(document => document.file === file) as Document),
  clock: late(plan.clockBehind),
});

/** A clock that is behind takes a token for good for longer than it is. */
const late = (behind: number): Clock => ({ ...systemClock, now: () => systemClock.now() - behind });
