import { readFileSync } from 'node:fs';
import type { RedoxOptions } from '../redox/options.js';
import type { S3StorageOptions } from '../uploads/s3-storage.js';
import { ConfigurationError } from './configuration-error.js';
import { VARIABLES, type Values } from './variables.js';

/** Where the ledger is. */
export interface LedgerPlace {
  dataDir: string;
  databaseUrl: string | undefined;
}

/** What the command line runs the proxy with. */
export interface Configuration extends LedgerPlace {
  port: number;
  host: string;
  /** Without a slash at its end: `/redox`, or empty. */
  basePath: string;
  origins: string[];
  authorizeUrl: string;
  tokenSecret: string[];
  redox: RedoxOptions;
  /** In bytes. */
  messageMemory: number | undefined;
  metricsToken: string | undefined;
  s3: S3StorageOptions | undefined;
}

/** @throws {ConfigurationError} for the first variable that is wrong */
export function readConfiguration(environment: NodeJS.ProcessEnv): Configuration {
  const values = readValues(environment);
  return {
    port: values.PORT ?? 8080,
    host: values.HOST ?? '127.0.0.1',
    basePath: (values.BASE_PATH ?? '/redox').replace(/\/$/, ''),
    origins: values.ORIGINS ?? [],
    authorizeUrl: present(values, 'AUTHORIZE_URL'),
    tokenSecret: present(values, 'TOKEN_SECRET'),
    redox: redoxOptions(values),
    messageMemory: values.MESSAGE_MEMORY && values.MESSAGE_MEMORY * 1e6,
    metricsToken: values.METRICS_TOKEN,
    ...ledgerPlace(values),
    s3: s3Options(values),
  };
}

/** @throws {ConfigurationError} */
export const readLedgerPlace = (environment: NodeJS.ProcessEnv): LedgerPlace => ledgerPlace(readValues(environment));

const ledgerPlace = (values: Values): LedgerPlace => ({
  dataDir: values.DATA_DIR ?? './redox-data',
  databaseUrl: values.DATABASE_URL,
});

function readValues(environment: NodeJS.ProcessEnv): Values {
  const entries = Object.entries(VARIABLES).map(([name, { schema }]) => {
    const text = environment[name]?.trim();
    if (!text) return [name, undefined];
    const value = schema.safeParse(text);
    if (!value.success) throw new ConfigurationError(name, value.error.issues[0]?.message ?? 'is wrong');
    return [name, value.data];
  });
  return Object.fromEntries(entries);
}

/** @throws {ConfigurationError} */
function present<Name extends keyof Values>(values: Values, name: Name, why = 'is missing'): NonNullable<Values[Name]> {
  const value = values[name];
  if (value === undefined) throw new ConfigurationError(name, `${why}: ${VARIABLES[name].about}`);
  return value;
}

/** An OAuth key, of which nothing may be missing, goes before a legacy one: Redox recommends it. */
function redoxOptions(values: Values): RedoxOptions {
  const shared = {
    apiUrl: values.REDOX_API_URL,
    blobUrl: values.REDOX_BLOB_URL,
    sourceId: values.REDOX_SOURCE_ID,
    traffic: { rateLimit: values.REDOX_RATE_LIMIT, concurrency: values.REDOX_CONCURRENCY },
    outboundProxy: values.HTTPS_PROXY,
    noProxy: values.NO_PROXY,
  };
  if (values.REDOX_CLIENT_ID ?? values.REDOX_KEY_ID ?? values.REDOX_PRIVATE_KEY)
    return {
      ...shared,
      clientId: present(values, 'REDOX_CLIENT_ID'),
      keyId: present(values, 'REDOX_KEY_ID'),
      privateKey: privateKey(present(values, 'REDOX_PRIVATE_KEY')),
    };
  if (values.REDOX_API_KEY ?? values.REDOX_SECRET)
    return { ...shared, apiKey: present(values, 'REDOX_API_KEY'), secret: present(values, 'REDOX_SECRET') };
  throw new ConfigurationError('REDOX_CLIENT_ID', 'is missing, and so is REDOX_API_KEY: one of the two keys is needed');
}

function s3Options(values: Values): S3StorageOptions | undefined {
  const { S3_REGION: region, S3_ENDPOINT: endpoint, S3_ACCESS_KEY_ID: accessKeyId, ...others } = values;
  const secretAccessKey = others.S3_SECRET_ACCESS_KEY;
  if (!(others.S3_BUCKET ?? region ?? endpoint ?? accessKeyId ?? secretAccessKey)) return undefined;
  if (accessKeyId ?? secretAccessKey) {
    present(values, 'S3_ACCESS_KEY_ID');
    present(values, 'S3_SECRET_ACCESS_KEY');
  }
  return { bucket: present(values, 'S3_BUCKET'), region, endpoint, accessKeyId, secretAccessKey };
}

function privateKey(value: string): string {
  // Files of variables have no line breaks.
  if (value.includes('-----BEGIN')) return value.replaceAll('\\n', '\n');
  try {
    return readFileSync(value, 'utf8');
  } catch (error) {
    const { code = 'error' } = error as NodeJS.ErrnoException;
    throw new ConfigurationError(
      'REDOX_PRIVATE_KEY',
      `is neither PEM nor the path of a file that can be read (${code})`,
    );
  }
}
