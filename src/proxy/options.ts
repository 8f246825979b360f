import type { Grant } from '../protocol/index.js';
import { Limits } from '../protocol/index.js';
import type { MetricsAccess } from './expose-metrics.js';
import { assertGiven } from './given.js';
import { type EffectiveLimits, stricter, wrongFields } from './grant.js';
import type { Ledger } from './ledger.js';
import type { Logger } from './logger.js';
import { isOrigin } from './origin.js';
import type { RedoxOptions } from './redox/options.js';
import { type Retention, type RetentionTimes, readRetention } from './retention.js';
import type { Scan } from './scan.js';
import type { UploadStorage } from './uploads/tus.js';

/** What looks a session up and finds none gives null or undefined. */
type MaybeGrant = Grant | null | undefined;

export interface RedoxProxyOptions {
  /** Where Redox is, and the key that we speak to it with. */
  redox: RedoxOptions;
  /**
   * What the user behind a request may send, by the host's own session; null when there is none. Gets the request of
   * `POST token` as it came: its cookies and headers.
   */
  authorize: (request: Request) => MaybeGrant | Promise<MaybeGrant>;
  /**
   * At least 32 characters, the same in every process. Of several the first encrypts and all decrypt: put a new one
   * first, and take the old one away when nothing from its time is under way any more.
   */
  tokenSecret: string | readonly string[];
  /** In seconds; 600 by default. */
  tokenLifetime?: number | undefined;
  /** Folder for uploads and ledger; `./redox-data` by default. */
  dataDir?: string | undefined;
  /** A tus data store that can be read from; files in `dataDir` by default. */
  storage?: UploadStorage | undefined;
  /** The ledger; an embedded one in `dataDir` by default. */
  database?: Ledger | undefined;
  /** For everybody; a grant may only be stricter. `maxSize` 30 MB and `requestLimit` 40 MB by default. */
  limits?: Limits | undefined;
  /**
   * In bytes of memory, 256 MB by default: what the messages take together that are being read, looked at and sent. One
   * that finds no room is told to come again in 5 seconds; one that is alone always has it.
   */
  messageMemory?: number | undefined;
  /** How long uploads, what was sent and the audit trail are kept. */
  retention?: Retention | undefined;
  /** Says of each file whether it may go to Redox, before Redox sees any of it: a virus scanner, for example. */
  scan?: Scan | undefined;
  /** Who may read `GET metrics`: everybody who reaches the proxy by default. */
  metrics?: MetricsAccess | undefined;
  /**
   * The origins whose pages may call, exactly, such as `https://portal.example`; by default those of the host that the
   * request was made to.
   */
  origins?: readonly string[] | undefined;
  /** pino or its like; JSON lines on standard output by default. */
  logger?: Logger | undefined;
}

export interface Settings {
  authorize: RedoxProxyOptions['authorize'];
  tokenSecrets: readonly [string, ...string[]];
  tokenLifetime: number;
  dataDir: string;
  limits: EffectiveLimits;
  retention: RetentionTimes;
  origins: ReadonlySet<string>;
  scan: Scan | undefined;
  messageMemory: number;
  metrics: MetricsAccess;
}

/** In characters. */
const SHORTEST_SECRET = 32;

/** @throws {TypeError} saying which option is wrong and why, without its value */
export function readOptions(options: RedoxProxyOptions): Settings {
  const { authorize, tokenLifetime = 600, dataDir = './redox-data', scan, metrics = true } = options;
  const { messageMemory = 256_000_000 } = options;
  must(typeof authorize === 'function', 'authorize must be a function from a request to a grant or null');
  must(Number.isInteger(tokenLifetime) && tokenLifetime > 0, 'tokenLifetime must be a number of seconds above 0');
  must(typeof dataDir === 'string' && dataDir !== '', "dataDir must be a folder's path");
  must(scan === undefined || typeof scan === 'function', 'scan must be a function from a stream to true or false');
  must(Number.isInteger(messageMemory) && messageMemory > 0, 'messageMemory must be a number of bytes above 0');
  must(['boolean', 'function'].includes(typeof metrics), 'metrics must be true, false or a function from a request');
  assertGiven(options);
  return {
    authorize,
    tokenSecrets: secretsOf(options.tokenSecret),
    tokenLifetime,
    dataDir,
    limits: limitsOf(options.limits),
    retention: readRetention(options.retention),
    origins: originsOf(options.origins ?? []),
    scan,
    messageMemory,
    metrics,
  };
}

function secretsOf(secret: RedoxProxyOptions['tokenSecret']): Settings['tokenSecrets'] {
  const [first, ...others] = [secret].flat();
  const isSecret = (one: unknown): one is string => typeof one === 'string' && one.length >= SHORTEST_SECRET;
  if (!isSecret(first) || !others.every(isSecret))
    throw new TypeError(`tokenSecret must have at least ${SHORTEST_SECRET} characters, each one of several`);
  return [first, ...others];
}

function limitsOf(given: Limits | undefined): EffectiveLimits {
  const limits = Limits.safeParse(given ?? {});
  if (!limits.success) throw new TypeError(`limits must hold limits alone: wrong is ${wrongFields(limits.error)}`);
  const { maxSize = 30_000_000, requestLimit = 40_000_000, ...others } = limits.data;
  return stricter({ ...others, maxSize, requestLimit });
}

function originsOf(origins: readonly string[]): ReadonlySet<string> {
  const areOrigins = Array.isArray(origins) && origins.every(isOrigin);
  must(areOrigins, 'origins must be origins such as https://portal.example: no path, no wildcard');
  return new Set(origins);
}

function must(holds: boolean, text: string): void {
  if (!holds) throw new TypeError(text);
}
