import * as z from 'zod/mini';
import { isOrigin } from '../origin.js';
import { hasCredentials } from '../redox/options.js';

/** A variable of the environment. Every message continues a sentence that its name begins. */
interface Variable {
  about: string;
  /** As it would stand in the environment; shown in the help. */
  default?: string;
  schema: z.ZodMiniType<unknown, string>;
}

const text = z.string();
const matching = (pattern: RegExp, error: string) => text.check(z.regex(pattern, error));
const url = (protocols: RegExp, error: string) =>
  text.check(z.refine(value => URL.canParse(value) && protocols.test(new URL(value).protocol), error));
const anyWebUrl = url(/^https?:$/, 'must be an http or https URL');
/** Credentials in it would reach nobody: fetch refuses such a URL, at each request anew, and other clients drop them. */
const webUrl = anyWebUrl.check(
  z.refine(value => !URL.canParse(value) || !hasCredentials(new URL(value)), 'must hold no user name and no password'),
);
const count = z.pipe(matching(/^[1-9]\d{0,8}$/, 'must be a whole number, 1 to 999999999'), z.transform(Number));

/** `a, b` or one a line. */
const list = (text: string): string[] =>
  text
    .split(/[,\n]/)
    .map(item => item.trim())
    .filter(Boolean);

const isPort = (port: string): boolean => /^\d{1,5}$/.test(port) && Number(port) < 65_536;

/** All that the command line can be told, in the order of the help. An empty variable counts as absent. */
export const VARIABLES = {
  PORT: {
    about: 'where it listens',
    default: '8080',
    schema: z.pipe(text.check(z.refine(isPort, 'must be a port, 0 to 65535')), z.transform(Number)),
  },
  HOST: { about: 'the address it listens on; 0.0.0.0 for all', default: '127.0.0.1', schema: text },
  BASE_PATH: {
    about: "the path of the element's endpoint; / where what stands before it takes it off",
    default: '/redox',
    schema: matching(/^\/(?:[\w.~-]+(?:\/[\w.~-]+)*)?$/, 'must be a path such as /redox, without a slash at its end'),
  },
  ORIGINS: {
    about: "the origins whose pages may call, exactly, separated by commas; by default those of the request's own host",
    schema: z.pipe(
      text.check(
        z.refine(
          value => list(value).length > 0 && list(value).every(isOrigin),
          'must be origins such as https://portal.example, separated by commas: no path, no wildcard',
        ),
      ),
      z.transform(list),
    ),
  },
  AUTHORIZE_URL: { about: "the portal's own answer to who may send what; see the README", schema: webUrl },
  TOKEN_SECRET: {
    about:
      'at least 32 characters; of several, separated by commas or line breaks, the first makes tokens and all are taken',
    schema: z.pipe(
      text.check(
        z.refine(value => {
          const secrets = list(value);
          return secrets.length > 0 && secrets.every(({ length }) => length >= 32);
        }, 'must have at least 32 characters, each one of those that commas or line breaks separate'),
      ),
      z.transform(list),
    ),
  },
  REDOX_API_URL: { about: "Redox's API", default: 'https://api.redoxengine.com', schema: webUrl },
  REDOX_BLOB_URL: { about: "Redox's file upload", default: 'https://blob.redoxengine.com', schema: webUrl },
  REDOX_CLIENT_ID: { about: 'the OAuth API key, which is taken where a legacy key is there, too', schema: text },
  REDOX_KEY_ID: { about: 'the kid of its public key', schema: text },
  REDOX_PRIVATE_KEY: { about: 'its private key in PEM, or the path of its file', schema: text },
  REDOX_API_KEY: { about: 'a legacy API key', schema: text },
  REDOX_SECRET: { about: 'its secret', schema: text },
  REDOX_SOURCE_ID: { about: 'Meta.Source.ID of every message', schema: text },
  REDOX_RATE_LIMIT: {
    about: 'requests in any 5 minutes; Redox counts by IP address, so processes behind one share it',
    default: '10000',
    schema: count,
  },
  REDOX_CONCURRENCY: { about: 'files, and messages, on their way to Redox at once', default: '20', schema: count },
  HTTPS_PROXY: {
    about: 'a proxy, as http://user:password@host:port, through which Redox is reached, and nothing else',
    schema: anyWebUrl,
  },
  NO_PROXY: { about: 'hosts that are reached without it, separated by commas; * for all', schema: text },
  MESSAGE_MEMORY: {
    about: 'MB of memory for the messages that are under way; those beyond are told to come again',
    default: '256',
    schema: count,
  },
  METRICS_TOKEN: { about: 'the Bearer token that GET metrics wants; without one nobody gets them', schema: text },
  DATA_DIR: { about: 'a folder for unfinished uploads and the ledger', default: './redox-data', schema: text },
  DATABASE_URL: {
    about: 'a Postgres database for the ledger of several processes, as postgres://user:password@host/name',
    schema: url(/^postgres(ql)?:$/, 'must be a postgres URL'),
  },
  S3_BUCKET: { about: 'a bucket for unfinished uploads of several processes; needs @tus/s3-store', schema: text },
  S3_REGION: { about: 'its region', default: 'us-east-1', schema: text },
  S3_ENDPOINT: { about: 'where it is, if not at AWS', schema: webUrl },
  S3_ACCESS_KEY_ID: {
    about: "the key to it; by default the AWS SDK looks for one, such as the machine's role",
    schema: text,
  },
  S3_SECRET_ACCESS_KEY: { about: "the key's secret", schema: text },
} satisfies Record<string, Variable>;

export type Values = { [Name in keyof typeof VARIABLES]: z.output<(typeof VARIABLES)[Name]['schema']> | undefined };

/** For `--help`. */
export function describeVariables(): string {
  const entries = Object.entries<Variable>(VARIABLES);
  const width = Math.max(...entries.map(([name]) => name.length)) + 2;
  const lines = entries.map(
    ([name, { about, default: usual }]) => `  ${name.padEnd(width)}${about}${usual ? ` (${usual})` : ''}`,
  );
  return `\nEnvironment:\n${lines.join('\n')}`;
}
