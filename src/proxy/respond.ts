import { randomUUID } from 'node:crypto';
import { answer, type Services } from './answer.js';
import type { Exchange } from './exchange.js';
import { describeError, type Logger } from './logger.js';
import type { Metrics } from './metrics.js';
import { setCommonHeaders } from './origin.js';
import { ProblemError, problemResponse, toProblem } from './problem-error.js';
import { type Route, routeOf } from './routes.js';

export interface RespondServices extends Services {
  logger: Logger;
  metrics: Metrics;
}

/** One request from its arrival to its answer, its line in the log and its place in the metrics. */
export async function respond(request: Request, services: RespondServices): Promise<Response> {
  const exchange: Exchange = { request, requestId: randomUUID(), origin: null };
  const end = services.metrics.begin();
  const started = performance.now();
  const route = routeOf(request.url);
  let response: Response;
  let outcome = {};
  try {
    exchange.origin = services.origins.check(request);
    refuseTokenInUrl(request.url);
    response = await answer(exchange, route, services);
  } catch (thrown) {
    const problem = toProblem(thrown);
    outcome = {
      code: problem.code,
      detail: problem.options.detail,
      ...(problem.status >= 500 && describeError(thrown)),
    };
    response = problemResponse(problem, exchange.requestId);
  }
  if (request.method === 'HEAD') response = new Response(null, response);
  setCommonHeaders(response.headers, exchange);
  const { status } = response;
  // The route's name stands for the URL, which may hold anything, and so may a method that we do not know.
  const [name, method] = [route?.name ?? 'unknown', knownMethod(request.method, route)];
  end(name, method, status);
  const { requestId, user } = exchange;
  const ms = Math.round(performance.now() - started);
  services.logger[status >= 500 ? 'error' : 'info'](
    { requestId, user, route: name, method, status, ms, ...outcome },
    'request',
  );
  return response;
}

const knownMethod = (method: string, route: Route | undefined): string =>
  method === 'OPTIONS' || route?.methods.includes(method) ? method : 'other';

/** The names under which others put tokens into URLs (RFC 6750 section 2.3 for one). */
const TOKEN_NAMES = ['access_token', 'authorization', 'bearer', 'token'];

/** @throws {ProblemError} 400: a URL ends up in logs and histories, so its token is one that others may know */
function refuseTokenInUrl(url: string): void {
  const names = [...new URL(url).searchParams.keys()].map(name => name.toLowerCase());
  if (TOKEN_NAMES.some(name => names.includes(name)))
    throw new ProblemError(400, 'bad-request', {
      detail: 'A token belongs into the Authorization header, not the URL',
    });
}
