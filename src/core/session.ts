import { hashOf, sha256 } from './digest.js';
import { RedoxFileError } from './errors.js';
import type { Context, Job } from './job.js';
import { read } from './steps/read.js';

/**
 * `resume="session"`: what a reload must not forget, in sessionStorage. It is about no person: an upload's address, a
 * document's identifier, and whether its message had begun to leave, under a salted hash of the file's contents.
 */
const PREFIX = 'redox-file-sender:';
const SALT = `${PREFIX}salt`;
/** In milliseconds; the proxy keeps an unfinished upload no longer. */
const LIFETIME = 24 * 60 * 60 * 1000;

interface Kept extends Pick<Job, 'documentId' | 'eventDateTime' | 'uploadUrl' | 'fate'> {
  expiresAt: number;
}

/**
 * Takes a file on where an earlier page of this session left it, and remembers how far it comes. One tab at a time: a
 * second one with the same file, which has copied this one's session, waits and then finds what the first has done.
 */
export async function remembered<T>(job: Job, context: Context, proceed: () => Promise<T>): Promise<T> {
  const storage = openStorage();
  const key = storage && (await keyOf(job, storage, context));
  if (!storage || !key) return proceed();
  const resume = async () => {
    if (!job.keep) restore(job, key, storage, context);
    try {
      return await proceed();
    } catch (error) {
      if (!isAnotherMessage(error)) throw error;
      // What was accepted, or this would be unconfirmed, is another message about the same file, for another patient
      // perhaps: this is a new document.
      const eventDateTime = new Date(context.clock.now()).toISOString();
      Object.assign(job, { documentId: crypto.randomUUID(), eventDateTime, request: undefined, fate: undefined });
      return proceed();
    }
  };
  const { locks } = navigator;
  return locks ? locks.request(key, { signal: context.signal }, resume) : resume();
}

/** Undefined where the page has none: sandboxed, or blocked by the user. */
function openStorage(): Storage | undefined {
  try {
    return globalThis.sessionStorage;
  } catch {
    return undefined;
  }
}

/** What is the same when the same file is picked for the same purpose, and tells nothing to who has not the file. */
async function keyOf(job: Job, storage: Storage, context: Context) {
  if (!job.sha256) {
    job.bytes ??= await read(job.file, context);
    await hashOf(job, job.bytes);
  }
  const { endpoint, model, eventType } = context.options;
  const facts = [saltOf(storage), await job.sha256, endpoint, model, eventType, job.documentType];
  return PREFIX + (await sha256(new TextEncoder().encode(JSON.stringify(facts))));
}

function saltOf(storage: Storage): string {
  const salt = storage.getItem(SALT) ?? crypto.randomUUID();
  write(storage, SALT, salt);
  return salt;
}

function restore(job: Job, key: string, storage: Storage, { clock }: Context): void {
  for (const name of Object.keys(storage))
    if (name.startsWith(PREFIX) && name !== SALT && !recall(storage, name, clock.now())) storage.removeItem(name);
  const { documentId, eventDateTime, uploadUrl, fate } = recall(storage, key, clock.now()) ?? job;
  Object.assign(job, { documentId, eventDateTime, fate, uploadUrl });
  // As it travelled before, whatever would be chosen now: otherwise the message is another, and sent beside the first.
  job.delivery = uploadUrl ? 'upload' : fate && 'embed';
  let forgotten = false;
  job.keep = () => {
    const { documentId, eventDateTime, uploadUrl, fate } = job;
    const kept: Kept = { documentId, eventDateTime, uploadUrl, fate, expiresAt: clock.now() + LIFETIME };
    if (!forgotten) write(storage, key, JSON.stringify(kept));
  };
  job.forget = () => {
    forgotten = true;
    storage.removeItem(key);
  };
}

/** @returns undefined for what has expired or is not ours */
function recall(storage: Storage, key: string, now: number): Kept | undefined {
  try {
    const kept = JSON.parse(storage.getItem(key) ?? '');
    const sound = /^[\da-f-]{36}$/.test(kept.documentId) && Date.parse(kept.eventDateTime) > 0 && kept.expiresAt > now;
    return sound ? kept : undefined;
  } catch {
    return undefined;
  }
}

/** A full storage costs the memory, not the sending. */
function write(storage: Storage, key: string, value: string): void {
  try {
    storage.setItem(key, value);
  } catch {
    // Then a reload begins anew.
  }
}

const isAnotherMessage = (error: unknown): boolean =>
  error instanceof RedoxFileError && error.code === 'message-invalid' && error.issues?.length === 0;
