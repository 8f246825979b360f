import type { Exchange } from './exchange.js';
import { type IssueTokenServices, issueToken } from './issue-token.js';
import { type MessageServices, postMessage } from './messages/messages.js';
import { type Origins, preflightHeaders } from './origin.js';
import { ProblemError } from './problem-error.js';
import type { Route } from './routes.js';
import { openSession, type SessionServices } from './session.js';
import { type CommitServices, commitUpload } from './uploads/commit.js';
import { createUpload } from './uploads/create.js';
import { changeUpload, tusHeaders } from './uploads/uploads.js';

export interface Services {
  origins: Origins;
  token: IssueTokenServices & SessionServices;
  uploads: CommitServices;
  messages: MessageServices;
  /** `GET health/ready` */
  ready: () => Promise<Response>;
  /** `GET metrics` */
  exposeMetrics: (request: Request) => Promise<Response>;
}

/**
 * Answers a request whose Origin has been checked. Who makes it is known before anything else of it is looked at.
 * @throws {ProblemError}
 * @throws {RedoxError}
 */
export async function answer(exchange: Exchange, route: Route | undefined, services: Services): Promise<Response> {
  const { request } = exchange;
  if (!route) throw new ProblemError(404, 'not-found');
  const { name, methods, id } = route;
  const allow = [...methods, 'OPTIONS'].join(', ');
  if (request.method === 'OPTIONS')
    return new Response(null, {
      status: 204,
      headers: { allow, ...preflightHeaders(request, allow), ...tusHeaders(services.token.limits.maxSize) },
    });
  if (!methods.includes(request.method)) throw new ProblemError(405, 'method-not-allowed', { headers: { allow } });
  if (name === 'live') return Response.json({ status: 'live' });
  if (name === 'ready') return services.ready();
  if (name === 'metrics') return services.exposeMetrics(request);
  if (name === 'token') return issueToken(exchange, services.token);

  const session = await openSession(exchange, services.token);
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
