import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRedoxProxy, type RedoxProxy } from '../../src/proxy/index.js';
import { type Sandbox, startSandbox } from '../chaos/sandbox.js';
import { grantFor, SECRET } from '../proxy/setup.js';

/** In bytes: small, so that what is too large is cheap. */
export const LIMITS = { maxSize: 1_000_000, requestLimit: 1_500_000 };

/**
 * Redox may be asked often, and is given up soon; but not sooner than a busy machine asks again after a connection that a
 * drop has ended.
 */
const TRAFFIC = { rateLimit: 1_000_000_000, failures: 1_000_000, recovery: 1, retries: 1, backoff: 1, patience: 5000 };

/** A proxy in this process that is asked what nobody should ask, and the sandbox behind it. */
export interface Subject {
  proxy: RedoxProxy;
  sandbox: Sandbox;
  dataDir: string;
  /** What the proxy has logged since this was last asked. */
  log(): string;
  /** What is where only the proxy could have put it, and should not have. */
  strayFiles(): Promise<string[]>;
  close(): Promise<void>;
}

/** What may lie in the proxy's folder. */
const KNOWN_FILE = /^data(\/(ledger(\/(data|lock)\.mdb)?|uploads(\/[\da-f]{32}(\.json)?)?))?$/;

/** The session of the portal is a header with the user's name. */
async function openSubject(): Promise<Subject> {
  const sandbox = await startSandbox();
  const folder = await mkdtemp(join(tmpdir(), 'redox-fuzz-'));
  const here = await readdir('.');
  const url = `http://127.0.0.1:${sandbox.port}/_sandbox`;
  let lines: string[] = [];
  const write = (fields: object, text: string) => void lines.push(JSON.stringify({ ...fields, text }));
  const proxy = createRedoxProxy({
    redox: { ...sandbox.credentials, apiUrl: url, blobUrl: url, traffic: TRAFFIC },
    tokenSecret: SECRET,
    dataDir: join(folder, 'data'),
    limits: LIMITS,
    authorize: request => {
      const user = request.headers.get('x-user');
      return user ? grantFor(user) : null;
    },
    logger: { info: write, warn: write, error: write },
  });
  return {
    proxy,
    sandbox,
    dataDir: join(folder, 'data'),
    log() {
      const text = lines.join('\n');
      lines = [];
      return text;
    },
    async strayFiles() {
      const inside = await readdir(folder, { recursive: true });
      const beside = (await readdir('.')).filter(name => !here.includes(name));
      return [...inside.filter(name => !KNOWN_FILE.test(name)), ...beside];
    },
    async close() {
      await proxy.close();
      await sandbox.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A subject of its own for one part, which leaves no file anywhere. */
export async function withSubject(work: (subject: Subject) => Promise<void>): Promise<void> {
  const subject = await openSubject();
  try {
    await work(subject);
    assert.deepEqual(await subject.strayFiles(), []);
  } finally {
    await subject.close();
  }
}
