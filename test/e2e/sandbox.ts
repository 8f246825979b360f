import assert from 'node:assert/strict';
import type { RedoxMessage } from '../../src/models/index.js';

/** What Redox would have received, as the demo's sandbox tells it. */
export interface Received {
  files: { uri: string; name: string; type: string; size: number; sha256: string }[];
  messages: { id: string; message: RedoxMessage }[];
}

export interface Sandbox {
  received(): Promise<Received>;
  /** The bytes of the file embedded in a message. */
  embedded(messageId: string): Promise<Buffer>;
  /** Lowers what is taken, in bytes. */
  limit(limits: { request?: number; file?: number }): Promise<void>;
  /** Forgets what was received, and takes as much as at first. */
  clear(): Promise<void>;
}

export function sandboxOf(demoUrl: string): Sandbox {
  const call = async (path: string, init?: RequestInit) => {
    const answer = await fetch(`${demoUrl}/_sandbox/${path}`, init);
    assert.ok(answer.ok, `${path}: ${answer.status}`);
    return answer;
  };
  return {
    received: async () => (await (await call('received')).json()) as Received,
    embedded: async id => Buffer.from(await (await call(`received/messages/${id}/contents/0`)).arrayBuffer()),
    async limit(limits) {
      await call('limits', {
        method: 'POST',
        body: JSON.stringify(limits),
        headers: { 'content-type': 'application/json' },
      });
    },
    async clear() {
      await call('received', { method: 'DELETE' });
      await call('limits', { method: 'DELETE' });
    },
  };
}
