import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { type AuditEntry, chronicleFor } from './audit.js';
import { metricsExposedTo } from './expose-metrics.js';
import { createReadiness } from './health.js';
import { exclusivelyBy } from './leases.js';
import { ledgerFolder, openLmdbLedger } from './lmdb-ledger.js';
import { createLogger, describeError, type Logger } from './logger.js';
import { type Resolution, resolveSend } from './messages/resolve-send.js';
import { Room } from './messages/room.js';
import { createMetrics } from './metrics.js';
import { type RedoxProxyOptions, readOptions } from './options.js';
import { createOrigins, setCommonHeaders } from './origin.js';
import { ProblemError, problemResponse } from './problem-error.js';
import { createRedoxClient } from './redox/client.js';
import type { RedoxHealth } from './redox/traffic.js';
import { type RespondServices, respond } from './respond.js';
import { createOwners } from './secrets.js';
import { SingleFlight } from './single-flight.js';
import { createTokens } from './tokens.js';
import { UnderWay } from './under-way.js';
import { openFileStorage } from './uploads/file-storage.js';
import { createLeaseLocker } from './uploads/lease-locker.js';
import { sweep } from './uploads/sweep.js';
import { createTusUploads } from './uploads/tus.js';

/** In milliseconds. */
const SWEEP_INTERVAL = 60 * 60 * 1000;
const CLOSING_TIME = 30 * 1000;

/** A request handler of the web's standard kind, for any server or framework that has one. */
export interface RedoxProxy {
  (request: Request): Promise<Response>;
  /** The handler itself, for servers that want an object with `fetch`. */
  fetch(request: Request): Promise<Response>;
  /** The audit trail from a time on, in its order. What is written meanwhile may come or not. */
  audit(options?: { since?: Date | undefined }): AsyncIterable<AuditEntry>;
  /**
   * Settles a send that is `send-unconfirmed`, when the host has found out what became of it: after `sent` a retry gets
   * an answer, after `not-sent` it sends.
   * @param documentId the message's DocumentID, as the audit trail names it
   * @returns false where there is nothing to settle
   */
  resolveSend(documentId: string, resolution: Resolution): Promise<boolean>;
  /**
   * Takes nothing new and finishes what is under way, also what no client waits for any more.
   * @param milliseconds at most; 30,000 by default
   */
  close(milliseconds?: number): Promise<void>;
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
  const underWay = new UnderWay();
  const { services, sweepAll, closeLedger } = assemble(options, logger, underWay);
  const { ledger, chronicle } = services.messages;
  let closed = false;

  const timer = setInterval(() => underWay.track(sweepAll()), SWEEP_INTERVAL);
  timer.unref();
  underWay.track(sweepAll());

  const handle = (request: Request): Promise<Response> =>
    closed ? Promise.resolve(closedResponse()) : underWay.track(respond(request, services));

  return Object.assign(handle, {
    fetch: handle,
    audit: ({ since }: { since?: Date | undefined } = {}) => ledger.audit(since?.getTime() ?? 0),
    resolveSend: (documentId: string, resolution: Resolution) =>
      underWay.track(resolveSend(documentId.toLowerCase(), resolution, { ledger, chronicle })),
    async close(milliseconds = CLOSING_TIME) {
      closed = true;
      clearInterval(timer);
      const left = await underWay.finish(milliseconds);
      // A ledger in use stays open: what is still sent may yet be answered before the process ends.
      if (left > 0) logger.warn({ left }, 'closed before everything was finished');
      else await closeLedger();
    },
  });
}

/** Puts the parts together as the options say. */
function assemble(options: RedoxProxyOptions, logger: Logger, underWay: UnderWay) {
  const {
    authorize,
    tokenSecrets,
    tokenLifetime,
    dataDir,
    limits,
    origins,
    retention,
    scan,
    messageMemory,
    metrics: access,
  } = readOptions(options);
  const redox = createRedoxClient(options.redox);
  const ledger = options.database ?? openLmdbLedger(ledgerFolder(dataDir));
  const onLeaseError = (error: unknown) => logger.warn(describeError(error), 'a lease was not kept');
  const storage = options.storage ?? openFileStorage(join(dataDir, 'uploads'));
  const uploads = createTusUploads(storage, createLeaseLocker(ledger, onLeaseError), error =>
    logger.error(describeError(error), 'tus failed'),
  );
  const metrics = createMetrics(redox.health);
  const exclusively = exclusivelyBy(ledger, onLeaseError, work => underWay.track(work));
  const ownerOf = createOwners(tokenSecrets);
  const token = { authorize, tokens: createTokens(tokenSecrets, tokenLifetime), limits, ownerOf };
  const shared = { ledger, redox, exclusively, retention, scan, chronicle: chronicleFor(metrics.count) };
  const services: RespondServices = {
    logger,
    metrics,
    origins: createOrigins(origins),
    token,
    uploads: { ...shared, uploads, flights: new SingleFlight() },
    messages: {
      ...shared,
      logger,
      sourceId: options.redox.sourceId,
      flights: new SingleFlight(),
      room: new Room(messageMemory),
    },
    ready: createReadiness([
      { trouble: 'The ledger cannot be used', check: () => ledger.check() },
      { trouble: 'Uploads cannot be stored', check: () => uploads.check() },
      // While Redox fails, or refuses our key; again when the next call would be a try, which only a request brings about.
      { trouble: 'Redox fails, or does not take our key', check: async () => assertAvailable(redox.health()) },
    ]),
    exposeMetrics: metricsExposedTo(access, metrics),
  };
  return {
    services,
    sweepAll: () =>
      sweep(ledger, uploads, retention.audit, error =>
        logger.error(describeError(error), 'what has expired was not removed'),
      ),
    // A ledger that was given to us is its giver's to close.
    closeLedger: async () => {
      if (!options.database) await ledger.close();
    },
  };
}

function assertAvailable({ available }: RedoxHealth): void {
  if (!available) throw new Error('No calls to Redox are made');
}

function closedResponse(): Response {
  const requestId = randomUUID();
  const response = problemResponse(new ProblemError(503, 'service-unavailable'), requestId);
  setCommonHeaders(response.headers, { origin: null, requestId });
  return response;
}
