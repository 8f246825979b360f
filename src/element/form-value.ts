import type { SenderFile, SendResult } from '../core/index.js';

/** A document that was sent from this page before the user left it and came back. */
export type Restored = { documentId: string } & Omit<SendResult, 'response'>;

/**
 * What a form gets: in `payload` each message as a part of type `application/json`, in `send` each of Redox's answers as
 * a JSON string.
 * @param messages the messages' JSON by the files' ids
 */
export function formValueOf(
  files: readonly SenderFile[],
  restored: readonly Restored[],
  name: string,
  messages: ReadonlyMap<string, () => Blob>,
): FormData {
  const value = new FormData();
  for (const answer of restored) value.append(name, JSON.stringify(answer));
  for (const { id, state, documentId, result } of files) {
    const message = messages.get(id);
    // The part is named for the document, not the file: a file's name is PHI.
    if (state === 'ready' && message) value.append(name, message(), `${documentId}.json`);
    if (result) value.append(name, JSON.stringify({ documentId, ...result }));
  }
  return value;
}

/**
 * What the browser keeps with the page's place in the history, so that the user is not asked again for what was sent:
 * identifiers alone, for neither a message nor Redox's answer may outlive the page.
 */
export function stateOf(files: readonly SenderFile[], restored: readonly Restored[]): string | null {
  const sent = files.flatMap(({ documentId, result }): Restored[] => {
    if (!result) return [];
    const { logIds, messageId, transmissionId } = result;
    return [{ documentId, logIds, messageId, transmissionId }];
  });
  return restored.length + sent.length > 0 ? JSON.stringify([...restored, ...sent]) : null;
}

/** The same, back from the browser. */
export function restoredFrom(state: unknown): readonly Restored[] {
  if (typeof state !== 'string') return [];
  try {
    const restored: unknown = JSON.parse(state);
    return Array.isArray(restored) ? restored : [];
  } catch {
    return [];
  }
}
