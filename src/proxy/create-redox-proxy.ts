import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { answer, type Services } from './answer.js';
import { exclusivelyBy } from './leases.js';
import { openLmdbLedger } from './lmdb-ledger.js';
import { createLogger, describeError, type Logger } from './logger.js';
import { type RedoxProxyOptions, readOptions } from './options.js';
import { createOrigins, setCommonHeaders } from './origin.js';
import { ProblemError, problemResponse, toProblem } from './problem-error.js';
import { createRedoxClient } from './redox/client.js';
import { routeOf } from './routes.js';
import { createOwners } from './secrets.js';
import { SingleFlight } from './single-flight.js';
import { createTokens } from './tokens.js';
import { openFileStorage } from './uploads/file-storage.js';
import { createTusUploads } from './uploads/tus.js';

/** In milliseconds: unfinished uploads, and finished ones that nobody commits. */
const UPLOAD_LIFETIME = 24 * 60 * 60 * 1000;
/** In milliseconds: what was uploaded and sent is remembered for 30 days. */
const RETENTION = 30 * UPLOAD_LIFETIME;
const SWEEP_INTERVAL = 60 * 60 * 1000;

/** A request handler of the web's standard kind, for any server or framework that has one. */
export interface RedoxProxy {
  (request: Request): Promise<Response>;
  /** The handler itself, for servers that want an object with `fetch`. */
  fetch(request: Request): Promise<Response>;
  /** Finishes what is under way and takes nothing new. */
  close(): Promise<void>;
}

/**
 * The back end of `<redox-file-sender>`: keeps the Redox key, says who may send what, uploads and sends. It may be
 * mounted under any path.
 * @throws {TypeError} for a wrong option, in one line that says which and why
 * @example
 * const proxy = createRedoxProxy({
 *   redox: { clientId, keyId, privateKey },
 *   tokenSecret: process.env.TOKEN_SECRET,
 *   authorize: async request => {
 *     const user = await userOf(request);
 *     return user && { subject: user.id, message: { Patient: user.patient } };
 *   },
 * });
 * app.all('/redox/*', c => proxy(c.req.raw)); // Hono
 * app.use('/redox', getRequestListener(proxy)); // Express, with @hono/node-server
 */
export function createRedoxProxy(options: RedoxProxyOptions): RedoxProxy {
  const { logger = createLogger() } = options;
  const { services, sweep, closeLedger } = assemble(options, logger);
  const underWay = new Set<Promise<unknown>>();
  let closed = false;

  const track = <T>(work: Promise<T>): Promise<T> => {
    underWay.add(work);
    return work.finally(() => underWay.delete(work));
  };
  const sweepNow = () =>
    track(sweep().catch(error => logger.error(describeError(error), 'what has expired was not removed')));
  const timer = setInterval(sweepNow, SWEEP_INTERVAL);
  timer.unref();
  sweepNow();

  const handle = (request: Request): Promise<Response> =>
    closed
      ? Promise.resolve(problemResponse(new ProblemError(503, 'service-unavailable'), randomUUID()))
      : track(respond(request, services, logger));

  return Object.assign(handle, {
    fetch: handle,
    async close() {
      closed = true;
      clearInterval(timer);
      await Promise.allSettled(underWay);
      await closeLedger();
    },
  });
}

/** Puts the parts together as the options say. */
function assemble(options: RedoxProxyOptions, logger: Logger) {
  const { authorize, tokenSecrets, tokenLifetime, dataDir, limits, origins } = readOptions(options);
  const redox = createRedoxClient(options.redox);
  const ledger = options.database ?? openLmdbLedger(join(dataDir, 'ledger'));
  const storage = options.storage ?? openFileStorage(join(dataDir, 'uploads'), UPLOAD_LIFETIME);
  const uploads = createTusUploads(storage, error => logger.error(describeError(error), 'tus failed'));
  const tokens = createTokens(tokenSecrets, tokenLifetime);
  const exclusively = exclusivelyBy(ledger, error => logger.warn(describeError(error), 'a lease failed'));
  const shared = { ledger, redox, exclusively, uploadRetention: RETENTION, sendRetention: RETENTION };
  const services: Services = {
    origins: createOrigins(origins),
    token: { authorize, tokens, limits, ownerOf: createOwners(tokenSecrets) },
    uploads: { ...shared, retention: UPLOAD_LIFETIME, uploads, flights: new SingleFlight() },
    messages: { ...shared, logger, sourceId: options.redox.sourceId, flights: new SingleFlight() },
  };
  return {
    services,
    async sweep() {
      await uploads.sweep();
      await ledger.removeExpired(Date.now(), 0);
    },
    // A ledger that was given to us is its giver's to close.
    closeLedger: async () => {
      if (!options.database) await ledger.close();
    },
  };
}

/** One request from its arrival to its answer and its line in the log. */
async function respond(request: Request, services: Services, logger: Logger): Promise<Response> {
  const requestId = randomUUID();
  const started = performance.now();
  const route = routeOf(request.url);
  let origin: string | null = null;
  let response: Response;
  let outcome = {};
  try {
    origin = services.origins.check(request);
    response = await answer(request, route, origin, requestId, services);
  } catch (thrown) {
    const problem = toProblem(thrown);
    outcome = {
      code: problem.code,
      detail: problem.options.detail,
      ...(problem.status >= 500 && describeError(thrown)),
    };
    response = problemResponse(problem, requestId);
  }
  if (request.method === 'HEAD') response = new Response(null, response);
  setCommonHeaders(response.headers, origin);
  const { status } = response;
  // The route's name stands for the URL, which may hold anything.
  const line = {
    requestId,
    route: route?.name,
    method: request.method,
    status,
    ms: Math.round(performance.now() - started),
    ...outcome,
  };
  logger[status >= 500 ? 'error' : 'info'](line, 'request');
  return response;
}
