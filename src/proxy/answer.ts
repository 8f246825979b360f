import { type IssueTokenServices, issueToken } from './issue-token.js';
import { type MessageServices, postMessage } from './messages/messages.js';
import { type Origins, preflightHeaders } from './origin.js';
import { ProblemError } from './problem-error.js';
import type { Route } from './routes.js';
import { openSession, type SessionServices } from './session.js';
import { type CommitServices, commitUpload } from './uploads/commit.js';
import { changeUpload, createUpload, tusHeaders } from './uploads/uploads.js';

export interface Services {
  origins: Origins;
  token: IssueTokenServices & SessionServices;
  uploads: CommitServices;
  messages: MessageServices;
}

/**
 * Answers a request whose Origin has been checked. Who makes it is known before anything else of it is looked at.
 * @throws {ProblemError}
 * @throws {RedoxError}
 */
export async function answer(
  request: Request,
  route: Route | undefined,
  origin: string | null,
  services: Services,
): Promise<Response> {
  if (!route) throw new ProblemError(404, 'not-found');
  const { name, methods, id } = route;
  const allow = [...methods, 'OPTIONS'].join(', ');
  if (request.method === 'OPTIONS')
    return new Response(null, {
      status: 204,
      headers: { allow, ...preflightHeaders(allow), ...tusHeaders(services.token.limits.maxSize) },
    });
  if (!methods.includes(request.method)) throw new ProblemError(405, 'method-not-allowed', { headers: { allow } });
  if (name === 'live') return Response.json({ status: 'live' });
  if (name === 'ready') return ready(services);
  if (name === 'token') return issueToken(request, origin, services.token);

  const session = await openSession(request, origin, services.token);
  switch (name) {
    case 'uploads':
      return createUpload(request, session, services.uploads);
    case 'upload':
      return changeUpload(request, id, session, services.uploads);
    case 'commit':
      return commitUpload(request, id, session, services.uploads);
    case 'messages':
      return postMessage(request, session, services.messages);
  }
}

/**
 * Whether it makes sense to send us requests. While Redox fails, or refuses our key, it does not; it does again when the
 * next call would be a try, which only a request can bring about.
 */
async function ready({ messages: { ledger, redox } }: Services): Promise<Response> {
  await ledger.check().catch(cause => {
    throw new ProblemError(503, 'service-unavailable', { detail: 'The ledger cannot be used', cause });
  });
  if (!redox.health().available)
    throw new ProblemError(503, 'service-unavailable', { detail: 'Redox fails, or does not take our key' });
  return Response.json({ status: 'ready' });
}
