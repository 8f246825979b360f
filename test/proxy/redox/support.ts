import type { TestContext } from 'node:test';
import type { SandboxOptions } from '../../../demo/sandbox/index.js';
import {
  createRedoxClient,
  type RedoxClient,
  RedoxError,
  type RedoxFile,
  type TrafficOptions,
} from '../../../src/proxy/index.js';
import { base64, messageWith, someBytes } from '../../sandbox/messages.js';
import { type ServedSandbox, serveSandbox } from '../../sandbox/serve.js';
import { fault, redoxOptions } from '../setup.js';

export interface Connected {
  redox: RedoxClient;
  sandbox: ServedSandbox;
  /** Makes the sandbox's next calls of one kind fail. */
  fail(wanted: object): Promise<void>;
  /** How often a path of the sandbox was asked for. */
  count(path: string): number;
}

/** A client of a real sandbox over HTTP that does not wait long before it tries again. */
export async function connect(
  t: TestContext,
  traffic: TrafficOptions = {},
  { legacy = false, ...options }: SandboxOptions & { legacy?: boolean } = {},
): Promise<Connected> {
  const sandbox = await serveSandbox(t, options);
  const { apiKey, secret } = sandbox.credentials;
  const { apiUrl, blobUrl } = redoxOptions(sandbox);
  const key = legacy ? { apiUrl, blobUrl, apiKey, secret } : redoxOptions(sandbox);
  return {
    redox: createRedoxClient({ ...key, traffic: { backoff: 1, ...traffic } }),
    sandbox,
    fail: wanted => fault(sandbox, wanted),
    count: path => sandbox.requests.filter(request => request.path === path).length,
  };
}

export const TOKEN = '/v2/auth/token';

export const note = () => messageWith('Notes', { base64: base64(someBytes(10)) });

/** A file whose bytes are made as they are read. */
export const fileOf = (size: number): RedoxFile => ({
  name: 'consent.pdf',
  type: 'application/pdf',
  size,
  async *stream() {
    for (let left = size; left > 0; left -= 65_536) yield new Uint8Array(Math.min(left, 65_536));
  },
});

/** How a call that does not succeed ends: the error's code. */
export async function codeOf(call: Promise<unknown>): Promise<string> {
  return (await errorOf(call)).code;
}

export async function errorOf(call: Promise<unknown>): Promise<RedoxError> {
  const error = await call.then(
    () => new Error('The call succeeded'),
    (thrown: unknown) => thrown,
  );
  if (error instanceof RedoxError) return error;
  throw error;
}
