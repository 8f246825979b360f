import { createHash } from 'node:crypto';
import { type Belief, type Client, isCertainFailure, lastBelief } from './client.js';
import { type Document, markOf } from './documents.js';
import type { Received, Sandbox } from './sandbox.js';

/** Compares what the users were told with what Redox has. @returns one sentence for each difference */
export async function compareBooks(client: Client, documents: readonly Document[], redox: Sandbox): Promise<string[]> {
  const received = await redox.received();
  const wrong: string[] = [];
  const marks = new Set(documents.map(({ mark }) => mark));
  for (const { id, message } of received.messages)
    if (!marks.has(markOf(message) ?? '')) wrong.push(`message ${id} is nobody's`);
  for (const document of documents)
    for (const sentence of await compare(document, client, received, redox))
      wrong.push(`${document.mark}: ${sentence}`);
  return wrong;
}

async function compare(document: Document, client: Client, received: Received, redox: Sandbox): Promise<string[]> {
  const messages = received.messages.filter(({ message }) => markOf(message) === document.mark);
  const beliefs = client.beliefs(document);
  const last = lastBelief(client, document);
  const wrong: string[] = [];
  if (messages.length > 1) wrong.push(`stands there ${messages.length} times`);
  if (last?.state === 'sent' && messages.length === 0) wrong.push('is said to be sent, and does not stand there');
  if (last?.state === 'ready') wrong.push(...(await contentErrors(last.message, 'nowhere', document, received, redox)));
  for (const { id, message, receivedAt } of messages) {
    wrong.push(...beliefErrors(beliefs, Date.parse(receivedAt)));
    if (idOf(message) !== undefined && idOf(message) !== client.documentId(document))
      wrong.push('has another DocumentID');
    wrong.push(...(await contentErrors(message, `/received/messages/${id}/contents/0`, document, received, redox)));
  }
  return wrong;
}

/** Whether the user was told that something is certain which is not so. */
function beliefErrors(beliefs: readonly Belief[], receivedAt: number): string[] {
  const before = beliefs.filter(({ at }) => at <= receivedAt);
  const claims = beliefs.filter(belief => belief.at >= receivedAt && isCertainFailure(belief));
  const then = before.at(-1);
  if (then && isCertainFailure(then)) claims.push(then);
  const wrong = claims.map(({ code }) => `is said to have failed for certain (${code}), and stands there`);
  if (!before.some(({ state }) => state === 'sending')) wrong.push('was never said to be on its way, and stands there');
  return wrong;
}

const fieldsOf = (value: unknown) => (value ?? {}) as Record<string, unknown>;
const documentOf = (message: unknown) => {
  const { Note, Media } = fieldsOf(message);
  return fieldsOf(Note ?? Media);
};
const idOf = (message: unknown) => documentOf(message).DocumentID;

/** What stands in the message for the file. */
function contentOf(message: unknown): unknown {
  const [order] = (fieldsOf(message).Orders ?? []) as { Results?: { Value?: unknown }[] }[];
  return documentOf(message).FileContents ?? order?.Results?.[0]?.Value;
}

/** @param path where the sandbox keeps the bytes of an embedded file */
async function contentErrors(
  message: unknown,
  path: string,
  { sha256, size, file }: Document,
  received: Received,
  redox: Sandbox,
): Promise<string[]> {
  const content = contentOf(message);
  const uploaded = received.files.find(({ uri }) => uri === content);
  const isUri = typeof content === 'string' && content.startsWith('https:');
  if (isUri && !uploaded) return ['refers to no file that Redox has'];
  if (uploaded && (uploaded.name !== file.name || uploaded.type !== file.type)) return ['has another name or type'];
  const bytes =
    typeof content === 'string' && !isUri
      ? Buffer.from(content, 'base64')
      : await redox.contents(uploaded ? `/received/files/${uploaded.id}` : path);
  const same = bytes.length === size && createHash('sha256').update(bytes).digest('hex') === sha256;
  return same ? [] : ['has other bytes'];
}
