import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { isUuid } from '../../models/index.js';
import { countHourly } from '../hourly-limits.js';
import { ProblemError } from '../problem-error.js';
import type { Owner } from '../secrets.js';
import type { Session } from '../session.js';
import { answerOf, changeUpload, expiry, type UploadServices } from './uploads.js';

/**
 * `POST uploads`: a new upload. Under the same `Idempotency-Key` it is one and the same, because a client that does not
 * hear the answer asks again, and would leave an upload behind that counts against its limits.
 * @throws {ProblemError}
 */
export async function createUpload(request: Request, session: Session, services: UploadServices): Promise<Response> {
  const size = lengthOf(request, session.limits.maxSize);
  const key = request.headers.get('idempotency-key')?.toLowerCase();
  if (key === undefined) return createOnce(request, size, session, services);
  if (!isUuid(key)) throw new ProblemError(400, 'bad-request', { detail: 'Idempotency-Key must be a UUID' });
  const id = idFor(key, session.owner);
  const { exclusively, ledger, uploads } = services;
  return exclusively(`create ${id}`, async () => {
    // The bytes first: a commit, which may be under way, takes them away only when the record says that Redox has them.
    const stored = await uploads.find(id);
    const earlier = await ledger.upload(id);
    if (earlier && earlier.size !== size)
      throw new ProblemError(422, 'upload-failed', { detail: 'The Idempotency-Key belongs to another upload' });
    if (earlier && (earlier.committed || stored)) return again(request, id, session, services);
    // What a killed process left, or a storage that failed, may be the record alone, or one file of two.
    await remove(id, services);
    // With a record it has been counted.
    if (!earlier) await count(size, session, services);
    return create(request, id, size, session, services);
  });
}

/** Without a key nobody can ask for an upload again whose creation has failed: nothing of it stays. */
async function createOnce(
  request: Request,
  size: number,
  session: Session,
  services: UploadServices,
): Promise<Response> {
  const id = randomBytes(16).toString('hex');
  await count(size, session, services);
  return create(request, id, size, session, services).catch(async error => {
    await remove(id, services);
    throw error;
  });
}

/** To nobody but the proxy does the owner's hash give it away. */
const idFor = (key: string, owner: Owner): string =>
  createHash('sha256').update(`${owner.id} ${key}`).digest('hex').slice(0, 32);

/** How far an upload has come, as the answer to its creation. */
async function again(request: Request, id: string, session: Session, services: UploadServices): Promise<Response> {
  const head = new Request(request.url, { method: 'HEAD', headers: { 'tus-resumable': '1.0.0' } });
  const { headers } = await changeUpload(head, id, session, services);
  headers.set('location', locationOf(request, id));
  return new Response(null, { status: 201, headers });
}

/** Under a name of its own: who deletes an upload and makes it again under its key makes two. */
const count = (size: number, { owner, limits }: Session, { ledger }: UploadServices): Promise<void> =>
  countHourly({ owner: owner.id, kind: 'upload', id: randomUUID(), bytes: size }, limits, ledger);

/** The upload is its owner's from before it exists. */
async function create(
  request: Request,
  id: string,
  size: number,
  { owner }: Session,
  services: UploadServices,
): Promise<Response> {
  const { ledger, uploads, retention } = services;
  const record = { owner: owner.id, size, expiresAt: Date.now() + retention.unfinished };
  await ledger.createUpload(id, record);
  const answer = await uploads.handle(request, id);
  return answerOf(answer, {
    location: locationOf(request, id),
    ...(await expiry(id, record, request, answer, services)),
  });
}

async function remove(id: string, { ledger, uploads }: UploadServices): Promise<void> {
  await uploads.remove(id);
  await ledger.removeUpload(id);
}

const locationOf = ({ url }: Request, id: string): string =>
  new URL(url).pathname.endsWith('/') ? id : `uploads/${id}`;

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
