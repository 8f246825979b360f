import type { ErrorCode } from '../../protocol/index.js';
import type { Exclusively } from '../leases.js';
import type { Ledger, UploadRecord } from '../ledger.js';
import { ProblemError } from '../problem-error.js';
import type { RetentionTimes } from '../retention.js';
import type { Session } from '../session.js';
import type { TusUploads } from './tus.js';

export interface UploadServices {
  ledger: Ledger;
  uploads: TusUploads;
  retention: RetentionTimes;
  exclusively: Exclusively;
}

/** What tus wants to be told of the server (tus 1.0.0, core protocol, OPTIONS). */
export const tusHeaders = (maxSize: number): Record<string, string> => ({
  'tus-resumable': '1.0.0',
  'tus-version': '1.0.0',
  'tus-extension': 'creation,creation-with-upload,termination,expiration',
  'tus-max-size': String(maxSize),
});

/**
 * HEAD, PATCH and DELETE of `uploads/{id}`.
 * @throws {ProblemError} 404 for an upload that is gone, never was or is somebody else's: they look the same
 */
export async function changeUpload(
  request: Request,
  id: string,
  session: Session,
  services: UploadServices,
): Promise<Response> {
  const { ledger, uploads } = services;
  const record = await ownUpload(id, session, ledger);
  // The bytes are with Redox and no longer here; a client that did not hear so has only to commit again.
  if (record.committed && request.method === 'HEAD')
    return new Response(null, {
      headers: { 'tus-resumable': '1.0.0', 'upload-offset': `${record.size}`, 'upload-length': `${record.size}` },
    });
  const answer = await uploads.handle(request, id);
  if (request.method === 'DELETE') {
    if (answer.ok) await ledger.removeUpload(id);
    return answerOf(answer);
  }
  return answerOf(answer, await expiry(id, record, request, answer, services));
}

/**
 * @throws {ProblemError} 404 for no upload of this owner's, 410 for one whose time is over
 */
export async function ownUpload(id: string, { owner }: Session, ledger: Ledger): Promise<UploadRecord> {
  const record = await ledger.upload(id);
  if (!record || !owner.owns(record)) throw new ProblemError(404, 'upload-expired');
  if (record.expiresAt <= Date.now()) throw new ProblemError(410, 'upload-expired');
  return record;
}

/** Tells how long the upload stays; from when it is complete, another time counts (tus 1.0.0, expiration). */
export async function expiry(
  id: string,
  { size, expiresAt }: UploadRecord,
  request: Request,
  answer: Response,
  { ledger, retention }: UploadServices,
): Promise<Record<string, string>> {
  // Not by a request that adds nothing: a client could repeat it for ever.
  const isWhole = ({ headers }: Request | Response) => headers.get('upload-offset') === String(size);
  const completed = request.method !== 'HEAD' && isWhole(answer) && !isWhole(request);
  const end = completed ? Date.now() + retention.finished : expiresAt;
  if (completed) await ledger.keepUpload(id, end);
  return { 'upload-expires': new Date(end).toUTCString() };
}

const PASSED = ['tus-resumable', 'upload-length', 'upload-offset'];

/** Of what tus answers, the protocol's own headers and nothing else. */
export function answerOf(answer: Response, headers: Record<string, string> = {}): Response {
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
