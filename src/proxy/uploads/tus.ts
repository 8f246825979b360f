import type { Readable } from 'node:stream';
import { Server } from '@tus/server';
// The same type from there would bring in the declarations of every platform that @tus/server knows.
import type { DataStore } from '@tus/utils';
import { fill } from '../bytes.js';
import { PATIENCE, patiently } from '../patience.js';
import { ProblemError } from '../problem-error.js';
import { asRecord } from '../records.js';
import type { UploadLocker } from './lease-locker.js';

/**
 * A tus data store whose uploads can be read: @tus/file-store, @tus/s3-store. It ends by itself what does not go on: one
 * upload at a time is read to be looked at, and all others wait.
 */
export type UploadStorage = DataStore & {
  read(id: string): Readable | Promise<Readable>;
  /** The same with less ado, where there is room for all of an upload. */
  fill?(id: string, room: Uint8Array): Promise<void>;
  /** Of every upload that is stored, so that what nobody needs is found; a storage without it forgets by itself. */
  list?(): Promise<string[]>;
  /** @throws when nothing can be stored */
  check?(): Promise<void>;
};

/** Uploads in progress, by the tus protocol 1.0.0 (creation, creation-with-upload, termination, expiration). */
export interface TusUploads {
  /**
   * Answers a request of the protocol about one upload; the caller has seen to it that it may. POST creates it.
   * @throws {ProblemError} 408 when the bytes come too slowly; those that have come stay
   */
  handle(request: Request, id: string): Promise<Response>;
  /** How far an upload has got, in bytes; undefined when there is none. */
  find(id: string): Promise<{ size: number | undefined; offset: number } | undefined>;
  /** @throws {ProblemError} 404 when it is gone, 503 when it cannot be read just now */
  read(id: string): AsyncIterable<Uint8Array>;
  /** @throws {ProblemError} as `read` does */
  fill(id: string, room: Uint8Array): Promise<void>;
  /** Removes an upload's bytes; fine when they are gone. */
  remove(id: string): Promise<void>;
  /** The same for bytes whose fate is settled: what is not to be removed just now the sweep will find. */
  discard(id: string): Promise<void>;
  /** Of every upload that is stored, as far as the storage can tell. */
  stored(): Promise<string[]>;
  /** Removes what the storage itself lets expire. */
  sweep(): Promise<void>;
  /** @throws when nothing can be stored */
  check(): Promise<void>;
}

/** All that tus has to see of a request. Metadata is not among it: by default clients put the file's name there. */
const HEADERS = ['content-length', 'content-type', 'tus-resumable', 'upload-concat', 'upload-length', 'upload-offset'];

/** What the storages say of an upload that they do not have, or no longer. */
function isGone(error: unknown): boolean {
  const { status_code, code } = asRecord(error);
  return status_code === 404 || status_code === 410 || code === 'ENOENT';
}

const unreadable = (cause: unknown): ProblemError =>
  isGone(cause)
    ? new ProblemError(404, 'upload-expired')
    : new ProblemError(503, 'upload-failed', { detail: 'The upload cannot be read', cause });

/** @param onError hears of errors that the protocol does not foresee */
export function createTusUploads(
  storage: UploadStorage,
  locker: UploadLocker,
  onError: (error: unknown) => void,
): TusUploads {
  const server = new Server({
    path: '/uploads',
    datastore: storage,
    locker,
    allowedOrigins: [],
    namingFunction: ({ url }) => idIn(url),
    onResponseError(_request, error) {
      if (error instanceof Error) onError(error);
      return undefined;
    },
  });
  const remove = async (id: string) => {
    await storage.remove(id).catch(error => {
      if (!isGone(error)) throw error;
    });
  };
  return {
    async handle(request, id) {
      let late: ProblemError | undefined;
      const answer = await server.handleWeb(
        canonical(request, id, error => {
          late = error;
        }),
      );
      if (late) throw late;
      return answer;
    },
    async find(id) {
      try {
        const { size, offset } = await storage.getUpload(id);
        return { size, offset };
      } catch (error) {
        if (isGone(error)) return undefined;
        throw error;
      }
    },
    async *read(id) {
      try {
        yield* await storage.read(id);
      } catch (error) {
        throw unreadable(error);
      }
    },
    async fill(id, room) {
      try {
        if (storage.fill) await storage.fill(id, room);
        else await fill(room, await storage.read(id));
      } catch (error) {
        throw unreadable(error);
      }
    },
    remove,
    discard: id => remove(id).catch(onError),
    stored: async () => (await storage.list?.()) ?? [],
    async sweep() {
      if (storage.hasExtension('expiration')) await storage.deleteExpired();
    },
    check: async () => storage.check?.(),
  };
}

/** The server knows one path, wherever the proxy is mounted. */
const urlOf = (id: string): string => `http://localhost/uploads/${id}`;
const idIn = (url: string): string => url.slice(url.lastIndexOf('/') + 1);

function canonical({ method, headers, body }: Request, id: string, onLate: (error: ProblemError) => void): Request {
  const passed = HEADERS.flatMap(name => {
    const value = headers.get(name);
    return value === null ? [] : [[name, value] as [string, string]];
  });
  // Streamed bodies need `duplex` (Fetch standard); TypeScript's RequestInit does not know it yet.
  const init: RequestInit & { duplex: 'half' } = {
    method,
    headers: passed,
    // The server makes one error of all that can end a body; this one has to be told from the others.
    body: body && patiently(body, PATIENCE, onLate),
    duplex: 'half',
  };
  return new Request(urlOf(id), init);
}
