import { setMaxListeners } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Hono } from 'hono';
import type { Algorithm } from './assertion.js';
import { bearer } from './bearer.js';
import { discardBody } from './body.js';
import type { Connection, SandboxEnv } from './context.js';
import { endpointRoutes } from './endpoint.js';
import { fail } from './fail.js';
import { createFaults, faultsRoutes } from './faults.js';
import { legacyAuthRoutes } from './legacy-auth.js';
import { createLimits, DEFAULT_LIMITS, type LimitValues, limitsRoutes } from './limits.js';
import { oauthRoutes } from './oauth.js';
import { createRateLimit } from './rate-limit.js';
import { createReceived } from './received.js';
import { receivedRoutes } from './received-routes.js';
import { errorDetail, Refusal } from './refusal.js';
import { type Credentials, createSource } from './sources.js';
import { createStore } from './store.js';
import { createTokens } from './tokens.js';
import { uploadRoutes } from './upload.js';

export type { Credentials } from './sources.js';

export interface SandboxOptions {
  /** How many senders it knows; 1 by default. */
  sources?: number;
  /** Of the sources' keys; RS384 by default. */
  algorithm?: Algorithm;
  /** 40 MB for a request, 30 MB for a file, and 10,000 requests in any five minutes by default. */
  limits?: Partial<LimitValues>;
  /** How long an OAuth access token lives, in seconds; 300 by default. */
  tokenLifetime?: number;
  /** The origin as clients see it, where a proxy in between rewrites it; by default the request's own. */
  publicOrigin?: string;
  /** The clock, in milliseconds since 1970. */
  now?: () => number;
}

export interface Sandbox {
  /**
   * Answers a request to a path under `/_sandbox`. A `connection` lets faults cut it: `@hono/node-server` gives it as
   * the second argument.
   */
  fetch(request: Request, connection?: Connection): Promise<Response>;
  /** Of the first source. */
  credentials: Credentials;
  allCredentials: readonly Credentials[];
  /** The environment variables of a proxy that talks to this sandbox. */
  environment(origin: string): Record<string, string>;
  /** Removes everything from disk. */
  close(): Promise<void>;
}

/**
 * A stand-in for Redox's platform: tokens are verified, uploads stored and messages validated as its documentation says,
 * and everything that arrived can be looked at. Nothing leaves the machine, and nothing stays when it is closed.
 */
export async function createSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { now = Date.now, tokenLifetime = 300, publicOrigin } = options;
  const senders = await Promise.all(
    Array.from({ length: options.sources ?? 1 }, () => createSource(options.algorithm ?? 'RS384')),
  );
  const sources = senders.map(({ source }) => source);
  const [credentials, ...others] = senders.map(sender => sender.credentials);
  if (!credentials) throw new RangeError('A sandbox needs at least one source');

  const folder = await mkdtemp(join(tmpdir(), 'redox-sandbox-'));
  const keyFile = join(folder, 'private-key.pem');
  await writeFile(keyFile, credentials.privateKey, { mode: 0o600 });

  const store = await createStore(join(folder, 'bytes'));
  const received = createReceived(store, now);
  const limits = createLimits({ ...DEFAULT_LIMITS, ...options.limits });
  const tokens = createTokens(now);
  const faults = createFaults();
  const closing = new AbortController();
  // One for each fault that waits, however many there are.
  setMaxListeners(0, closing.signal);

  const app = new Hono<SandboxEnv>().basePath('/_sandbox');
  app.use(async (c, next) => {
    await next();
    await discardBody(c.req.raw);
  });
  const limitRate = createRateLimit(limits, now);
  for (const path of ['/v2/auth/token', '/auth/*'])
    app.use(path, limitRate('token'), fail(faults, 'token', closing.signal));
  for (const kind of ['upload', 'endpoint'] as const)
    app.use(`/${kind}`, limitRate(kind), fail(faults, kind, closing.signal), bearer(tokens));
  app.route('/', oauthRoutes({ sources, tokens, now, tokenLifetime, publicOrigin }));
  app.route('/', legacyAuthRoutes({ sources, tokens, now }));
  app.route('/', uploadRoutes({ limits, received, store }));
  app.route('/', endpointRoutes({ limits, received, store }));
  app.route('/', receivedRoutes(received, store));
  app.route('/', limitsRoutes(limits));
  app.route('/', faultsRoutes(faults));
  app.delete('/tokens', c => {
    tokens.revokeAll();
    return c.body(null, 204);
  });
  app.notFound(c => c.json(errorDetail('There is nothing here'), 404));
  app.onError((error, c) => {
    if (error instanceof Refusal) return c.json(error.body, error.status, error.headers);
    throw error;
  });

  return {
    fetch: async (request, connection = {}) => app.fetch(request, connection),
    credentials,
    allCredentials: [credentials, ...others],
    environment: origin => ({
      REDOX_API_URL: `${origin}/_sandbox`,
      REDOX_BLOB_URL: `${origin}/_sandbox`,
      REDOX_CLIENT_ID: credentials.clientId,
      REDOX_KEY_ID: credentials.keyId,
      REDOX_PRIVATE_KEY: keyFile,
      REDOX_API_KEY: credentials.apiKey,
      REDOX_SECRET: credentials.secret,
      REDOX_SOURCE_ID: credentials.sourceId,
    }),
    async close() {
      closing.abort();
      await rm(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}
