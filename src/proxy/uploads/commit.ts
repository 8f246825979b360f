import { createHash, type Hash } from 'node:crypto';
import { CommitRequest, type CommitResponse } from '../../protocol/index.js';
import type { AuditEvent, Chronicle } from '../audit.js';
import { type ExamineServices, examine } from '../examine.js';
import { ProblemError } from '../problem-error.js';
import type { RedoxClient } from '../redox/client.js';
import { RedoxError } from '../redox/error.js';
import { cleanFileName } from '../redox/file-name.js';
import { readJson } from '../request-body.js';
import type { Session } from '../session.js';
import type { SingleFlight } from '../single-flight.js';
import { ownUpload, type UploadServices } from './uploads.js';

/** In bytes; the file's name is the longest part. */
const LARGEST_BODY = 16_384;

export interface CommitServices extends UploadServices, ExamineServices {
  redox: RedoxClient;
  chronicle: Chronicle;
  /** Commits under way, by upload. */
  flights: SingleFlight<CommitResponse>;
}

/**
 * `POST uploads/{id}/commit`: a complete upload goes to Redox, once. A repetition gets the first answer.
 * @throws {ProblemError}
 * @throws {RedoxError}
 */
export async function commitUpload(
  request: Request,
  id: string,
  session: Session,
  services: CommitServices,
): Promise<Response> {
  await ownUpload(id, session, services.ledger);
  const wanted = CommitRequest.safeParse(await readJson(request, LARGEST_BODY));
  if (!wanted.success)
    throw new ProblemError(400, 'bad-request', { detail: 'A commit is {name, type, sha256}, all of them texts' });
  const answer = await services.flights.run(id, () =>
    services.exclusively(`commit ${id}`, () => deliver(id, wanted.data, session, services)),
  );
  if (answer.sha256 !== wanted.data.sha256) throw new ProblemError(422, 'integrity-mismatch');
  return Response.json(answer, { status: 201 });
}

/** In the order of its steps: whoever is killed between two of them leaves what the next attempt can go on with. */
async function deliver(
  id: string,
  wanted: CommitRequest,
  session: Session,
  services: CommitServices,
): Promise<CommitResponse> {
  const { ledger, uploads, redox, retention, chronicle } = services;
  const { owner, requestId, limits } = session;
  const { size, committed } = await ownUpload(id, session, ledger);
  if (committed) {
    // Whoever committed it may have been killed before the bytes were gone.
    await uploads.discard(id);
    return { ...committed, size };
  }
  const stored = await uploads.find(id);
  if (!stored) throw new ProblemError(404, 'upload-expired');
  if (stored.offset !== size) throw new ProblemError(409, 'upload-failed', { detail: 'The upload is not complete' });

  const { name, sha256 } = wanted;
  const stream = () => verified(uploads.read(id), sha256);
  const event = chronicle({ owner: owner.id, action: 'upload', uploadId: id, size, sha256, requestId });
  try {
    // Looked at is what the hash is of, or nothing: an upload may be deleted and made again under its key meanwhile.
    const fill = async (room: Uint8Array) => {
      await uploads.fill(id, room);
      assertHash(createHash('sha256').update(room), sha256);
    };
    const names = [cleanFileName(name)];
    const type = await examine({ size, names, type: wanted.type, stream, fill }, limits, services);
    await ledger.append(event('begun'));
    const { URI } = await redox.upload({ name, type, size, stream });
    const expiresAt = Date.now() + retention.uploads;
    const kept = await ledger.commitUpload(id, { URI, sha256 }, expiresAt, event('accepted'));
    await uploads.discard(id);
    if (!kept) throw new ProblemError(410, 'upload-expired');
    return { ...kept, size };
  } catch (error) {
    await ledger.append(event(outcomeOf(error)));
    if (isFinal(error)) {
      await uploads.discard(id);
      await ledger.removeUpload(id);
    }
    throw error;
  }
}

/** The bytes as they are, ending with an error when they are not what the hash is of. */
async function* verified(bytes: AsyncIterable<Uint8Array>, sha256: string): AsyncIterable<Uint8Array> {
  const hash = createHash('sha256');
  for await (const chunk of bytes) {
    hash.update(chunk);
    yield chunk;
  }
  assertHash(hash, sha256);
}

function assertHash(hash: Hash, sha256: string): void {
  if (hash.digest('hex') !== sha256) throw new ProblemError(422, 'integrity-mismatch');
}

const outcomeOf = (error: unknown): AuditEvent['outcome'] =>
  error instanceof RedoxError ? error.code : error instanceof ProblemError ? (error.fate ?? 'failed') : 'failed';

/** Nothing that is done with these bytes again could end otherwise. */
const isFinal = (error: unknown): boolean =>
  error instanceof ProblemError
    ? error.status === 413 || error.status === 422
    : error instanceof RedoxError && ['file-too-large', 'redox-rejected'].includes(error.code);
