import { createHash } from 'node:crypto';
import { isUuid } from '../../models/index.js';
import type { SendResponse } from '../../protocol/index.js';
import { ProblemError } from '../problem-error.js';
import { readJson } from '../request-body.js';
import type { Session } from '../session.js';
import type { SingleFlight } from '../single-flight.js';
import { type AdmitServices, admit } from './admit.js';
import { type PrepareServices, prepareMessage } from './prepare.js';
import { type SendServices, sendOnce } from './send-once.js';

export interface MessageServices extends PrepareServices, SendServices, AdmitServices {
  /** Sends under way, by key, owner and message. */
  flights: SingleFlight<SendResponse>;
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
  const message = await prepareMessage(await readJson(request, session.limits.requestLimit), session, services);
  const json = Buffer.from(JSON.stringify(message));
  const sha256 = createHash('sha256').update(json).digest('hex');
  const { owner, requestId } = session;
  // A client that goes away does not stop what is under way: whoever asks again wants to know how it ended.
  const answer = await services.flights.run(`${key} ${owner.id} ${sha256}`, () =>
    sendOnce(
      { key, owner, requestId, message, json, sha256, admit: () => admit(key, message, session, services) },
      services,
    ),
  );
  return Response.json(answer);
}
