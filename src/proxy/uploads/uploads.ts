import { randomBytes } from 'node:crypto';
import type { ErrorCode } from '../../protocol/index.js';
import type { Ledger, UploadRecord } from '../ledger.js';
import { ProblemError } from '../problem-error.js';
import type { Session } from '../session.js';
import type { TusUploads } from './tus.js';

export interface UploadServices {
  ledger: Ledger;
  uploads: TusUploads;
  /** How long the ledger remembers an upload, in milliseconds. */
  retention: number;
}

/** What tus wants to be told of the server (tus 1.0.0, core protocol, OPTIONS). */
export const tusHeaders = (maxSize: number): Record<string, string> => ({
  'tus-resumable': '1.0.0',
  'tus-version': '1.0.0',
  'tus-extension': 'creation,creation-with-upload,termination,expiration',
  'tus-max-size': String(maxSize),
});

/**
 * `POST uploads`: a new upload, its owner's from before it exists.
 * @throws {ProblemError}
 */
export async function createUpload(
  request: Request,
  { owner, limits }: Session,
  { ledger, uploads, retention }: UploadServices,
): Promise<Response> {
  const size = lengthOf(request, limits.maxSize);
  const id = randomBytes(16).toString('hex');
  await ledger.createUpload(id, { owner: owner.id, size, expiresAt: Date.now() + retention });
  const answer = await uploads.handle(request, id);
  if (!answer.ok) await ledger.removeUpload(id);
  const { pathname } = new URL(request.url);
  return answerOf(answer, { location: pathname.endsWith('/') ? id : `uploads/${id}` });
}

function lengthOf(request: Request, maxSize: number): number {
  const header = request.headers.get('upload-length') ?? '';
  if (!/^\d{1,15}$/.test(header))
    throw new ProblemError(400, 'upload-failed', { detail: 'Upload-Length must be there: a number of bytes' });
  const size = Number(header);
  if (size === 0) throw new ProblemError(400, 'file-empty');
  if (size > maxSize)
    throw new ProblemError(413, 'file-too-large', { detail: `A file may have ${maxSize} bytes at most` });
  return size;
}

/**
 * HEAD, PATCH and DELETE of `uploads/{id}`.
 * @throws {ProblemError} 404 for an upload that is gone, never was or is somebody else's: they look the same
 */
export async function changeUpload(
  request: Request,
  id: string,
  session: Session,
  { ledger, uploads }: UploadServices,
): Promise<Response> {
  const record = await ownUpload(id, session, ledger);
  // The bytes are with Redox and no longer here; a client that did not hear so has only to commit again.
  if (record.committed && request.method === 'HEAD')
    return new Response(null, {
      headers: { 'tus-resumable': '1.0.0', 'upload-offset': `${record.size}`, 'upload-length': `${record.size}` },
    });
  const answer = await uploads.handle(request, id);
  if (request.method === 'DELETE' && answer.ok) await ledger.removeUpload(id);
  return answerOf(answer);
}

/** @throws {ProblemError} 404 */
export async function ownUpload(id: string, { owner }: Session, ledger: Ledger): Promise<UploadRecord> {
  const record = await ledger.upload(id);
  if (!record || !owner.owns(record)) throw new ProblemError(404, 'upload-expired');
  return record;
}

const PASSED = ['tus-resumable', 'upload-expires', 'upload-length', 'upload-offset'];

/** Of what tus answers, the protocol's own headers and nothing else. */
function answerOf(answer: Response, headers: Record<string, string> = {}): Response {
  if (!answer.ok) throw problemOf(answer.status);
  const passed = PASSED.flatMap(name => {
    const value = answer.headers.get(name);
    return value === null ? [] : [[name, value] as const];
  });
  return new Response(null, { status: answer.status, headers: { ...Object.fromEntries(passed), ...headers } });
}

const CODES: Readonly<Record<number, ErrorCode>> = {
  404: 'upload-expired',
  410: 'upload-expired',
  413: 'file-too-large',
};

/** Tus refuses a missing header with 403, which between element and proxy means that the user may not. */
const problemOf = (status: number): ProblemError =>
  new ProblemError(status === 403 ? 400 : status, CODES[status] ?? 'upload-failed', {
    headers: { 'tus-resumable': '1.0.0' },
  });
