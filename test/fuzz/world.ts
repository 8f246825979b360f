import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ORIGIN, TUS } from '../proxy/setup.js';
import type { Subject } from './subject.js';
import { goodTokens, USERS, type UserName } from './tokens.js';
import { judge } from './verdict.js';

/** An upload as it has to be at the proxy. */
export interface KnownUpload {
  id: string;
  owner: UserName;
  bytes: Uint8Array<ArrayBuffer>;
  offset: number;
  /** Redox's reference, since it has the file. */
  uri?: string;
  gone: boolean;
}

/** A message as it has to be in the ledger. */
export interface KnownSend {
  owner: UserName;
  /** What tells it from others under the same key. */
  content: string;
  answer: string;
}

/** What two users have done so far, as it has to look from outside. */
export interface Model {
  uploads: KnownUpload[];
  sends: Map<string, KnownSend>;
}

/** The proxy, as two users reach it. */
export interface World {
  subject: Subject;
  /** Idempotency keys. */
  keys: readonly string[];
  /** Every answer is judged for what holds for all of them. */
  ask(user: UserName, method: string, path: string, options?: AskOptions): Promise<Answer>;
}

export interface AskOptions {
  headers?: Record<string, string>;
  body?: Uint8Array<ArrayBuffer> | string | undefined;
}

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
}

export async function openWorld(subject: Subject, onAnswer: () => void = () => {}): Promise<World> {
  const tokens = await goodTokens();
  return {
    subject,
    keys: [crypto.randomUUID(), crypto.randomUUID()],
    async ask(user, method, path, { headers = {}, body } = {}) {
      const request = new Request(`${ORIGIN}/redox/${path}`, {
        method,
        headers: {
          origin: ORIGIN,
          authorization: `Bearer ${tokens[user]}`,
          ...TUS,
          // As a server hands it on.
          ...(body !== undefined && { 'content-length': String(Buffer.byteLength(body)) }),
          ...headers,
        },
        ...(body !== undefined && { body }),
      });
      const answer = await subject.proxy(request);
      onAnswer();
      const kept = answer.clone();
      assert.deepEqual(await judge({ request, answer: kept, log: subject.log() }), [], `${method} ${path}`);
      return { status: answer.status, headers: answer.headers, text: await answer.text() };
    },
  };
}

export const otherThan = (user: UserName): UserName => USERS.find(name => name !== user) ?? user;

/** Whether everything is where the model says, and nothing anywhere else. */
export async function assertIsAs(model: Model, { subject, ask }: World): Promise<void> {
  for (const { id, owner, bytes, offset, uri, gone } of model.uploads) {
    const head = await ask(owner, 'HEAD', `uploads/${id}`);
    assert.equal(head.status, gone ? 404 : 200);
    if (!gone) assert.equal(head.headers.get('upload-offset'), String(uri ? bytes.length : offset));
    assert.equal((await ask(otherThan(owner), 'HEAD', `uploads/${id}`)).status, 404);
  }
  const { messages } = await subject.sandbox.received();
  const keys = messages.map(({ message }) => (message as { Note: { DocumentID: string } }).Note.DocumentID);
  assert.deepEqual(keys.sort(), [...model.sends.keys()].sort(), 'what Redox has is what was accepted');
  const stored = new Set((await readdir(join(subject.dataDir, 'uploads'))).map(name => name.replace('.json', '')));
  const expected = model.uploads.filter(({ gone, uri }) => !gone && !uri).map(({ id }) => id);
  assert.deepEqual([...stored].sort(), expected.sort(), 'the uploads on disk are those that are under way');
}
