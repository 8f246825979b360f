import { createHash } from 'node:crypto';
import { isUuid } from '../../models/index.js';
import type { SendResponse } from '../../protocol/index.js';
import { ProblemError } from '../problem-error.js';
import { RedoxError } from '../redox/error.js';
import { type HasRoom, readJson } from '../request-body.js';
import type { Session } from '../session.js';
import type { SingleFlight } from '../single-flight.js';
import { type AdmitServices, admit } from './admit.js';
import { handOver } from './hand-over.js';
import { type EmbeddedFile, embeddedFiles } from './message-files.js';
import { type PrepareServices, prepareMessage } from './prepare.js';
import type { Room } from './room.js';
import { type Sending, type SendServices, sendOnce } from './send-once.js';

export interface MessageServices extends PrepareServices, SendServices, AdmitServices {
  /** Sends under way, by key, owner and message. */
  flights: SingleFlight<SendResponse>;
  /** For all of them that are under way. */
  room: Room;
}

/**
 * `POST messages`: one message to Redox.
 * @throws {ProblemError}
 * @throws {RedoxError}
 */
export async function postMessage(request: Request, session: Session, services: MessageServices): Promise<Response> {
  const key = request.headers.get('idempotency-key')?.toLowerCase() ?? '';
  if (!isUuid(key))
    throw new ProblemError(400, 'bad-request', { detail: "Idempotency-Key must be a UUID: the document's identifier" });
  const answer = services.room.use(async hasRoom => {
    const { takeFiles, ...message } = await readMessage(request, hasRoom, session, services);
    const { owner, requestId } = session;
    // A client that goes away does not stop what is under way: whoever asks again wants to know how it ended.
    return services.flights.run(`${key} ${owner.id} ${message.sha256}`, () =>
      sendOnce(
        { ...message, key, owner, requestId, admit: () => admit(key, takeFiles(), session, services) },
        services,
      ),
    );
  });
  return Response.json(await answer.catch(unsent));
}

/**
 * What became of a message that Redox was asked to take is always one of these errors. Whatever else fails, such as a
 * ledger that cannot be reached, failed before, and its client need not fear for the chart.
 */
function unsent(error: unknown): never {
  if (error instanceof ProblemError || error instanceof RedoxError) throw error;
  throw new ProblemError(503, 'service-unavailable', { detail: 'This request has sent nothing', cause: error });
}

interface ReadMessage extends Pick<Sending, 'meta' | 'json' | 'sha256'> {
  /** Redox may be waited for long: until then there is one copy in memory, the JSON, and the files are for `admit` alone. */
  takeFiles: () => EmbeddedFile[];
}

/** A function of its own, so that nothing else of the message outlasts it. */
async function readMessage(
  request: Request,
  hasRoom: HasRoom,
  session: Session,
  services: PrepareServices,
): Promise<ReadMessage> {
  const sent = await readJson(request, session.limits.requestLimit, hasRoom);
  const message = await prepareMessage(sent, session, services);
  const json = Buffer.from(JSON.stringify(message));
  const sha256 = createHash('sha256').update(json).digest('hex');
  return { takeFiles: handOver(embeddedFiles(message)), meta: message.Meta, json, sha256 };
}
