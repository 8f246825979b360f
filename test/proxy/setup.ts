import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { pino } from 'pino';
import type { Content, DataModel } from '../../src/models/index.js';
import type { Problem, TokenResponse } from '../../src/protocol/index.js';
import {
  type AuditEntry,
  createRedoxProxy,
  type Grant,
  type RedoxProxy,
  type RedoxProxyOptions,
  type TrafficOptions,
} from '../../src/proxy/index.js';
import { messageWith, sha256 } from '../sandbox/messages.js';
import { type ServedSandbox, serveSandbox } from '../sandbox/serve.js';

/** Where the proxy stands in these tests: under a mount path, on a host that is also its pages' origin. */
export const BASE = 'http://portal.test/redox';
export const ORIGIN = 'http://portal.test';
export const SECRET = 'the first secret of these tests, long enough';

export const DESTINATION = 'af394f14-b34a-464f-8d24-895f370af4c9';
/** The patient of every grant here; no page of these tests knows of her. */
export const PATIENT = {
  Identifiers: [{ ID: 'MRN-4711-SECRET', IDType: 'MR' }],
  Demographics: { FirstName: 'Bettina', LastName: 'Musterfrau' },
};

export const grantFor = (subject: string): Grant => ({
  subject,
  message: { Meta: { Test: true, Destinations: [{ ID: DESTINATION }] }, Patient: PATIENT },
});

/** What a page sends that knows neither patient nor destination. */
export function unboundMessage(model: DataModel, content: Content) {
  const { Patient, Meta, ...message } = messageWith(model, content);
  const { Destinations, ...meta } = Meta;
  return { ...message, Meta: meta };
}

export interface TestProxy {
  proxy: RedoxProxy;
  sandbox: ServedSandbox;
  redox: RedoxProxyOptions['redox'];
  dataDir: string;
  /** Everything that the proxy has logged. */
  log(): string;
  /** A user of the portal, with a token. */
  signIn(name?: string, origin?: string): Promise<User>;
}

/** A proxy in this process, talking to a real sandbox over HTTP. The portal's session is a header with the user's name. */
export async function startProxy(
  t: TestContext,
  options: Partial<RedoxProxyOptions> = {},
  traffic?: TrafficOptions,
): Promise<TestProxy> {
  const sandbox = await serveSandbox(t);
  const dataDir = await mkdtemp(join(tmpdir(), 'redox-proxy-'));
  const redox = redoxOptions(sandbox, traffic);
  const lines: string[] = [];
  const proxy = createRedoxProxy({
    redox,
    tokenSecret: SECRET,
    dataDir,
    authorize: request => {
      const user = request.headers.get('x-user');
      return user ? grantFor(user) : null;
    },
    logger: pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) }),
    ...options,
  });
  t.after(async () => {
    await proxy.close();
    await rm(dataDir, { recursive: true, force: true });
  });
  return {
    proxy,
    sandbox,
    redox,
    dataDir,
    log: () => lines.join(''),
    signIn: (name = 'user-1', origin = ORIGIN) => signIn(proxy, name, origin),
  };
}

export const redoxOptions = (
  { credentials, url }: ServedSandbox,
  traffic?: TrafficOptions,
): RedoxProxyOptions['redox'] => ({
  apiUrl: url(''),
  blobUrl: url(''),
  clientId: credentials.clientId,
  keyId: credentials.keyId,
  privateKey: credentials.privateKey,
  sourceId: credentials.sourceId,
  traffic,
});

/** @param previous the token that the new one is to replace */
export const requestToken = (proxy: RedoxProxy, user: string, origin = ORIGIN, previous?: string) =>
  proxy(
    new Request(`${BASE}/token`, {
      method: 'POST',
      headers: { 'x-user': user, origin, ...(previous !== undefined && { 'previous-token': previous }) },
    }),
  );

/** The requests that an element makes on behalf of one user. */
export interface User {
  token: string;
  call(method: string, path: string, headers?: Record<string, string>, body?: BodyInit): Promise<Response>;
  /** POST, then one PATCH; gives the upload's path, such as `uploads/0a1b…`. */
  upload(bytes: Uint8Array<ArrayBuffer>): Promise<string>;
  commit(path: string, body: { name?: string; type?: string; sha256: string }): Promise<Response>;
  /** Uploads and commits; gives the URI. */
  uploaded(bytes: Uint8Array<ArrayBuffer>, name?: string): Promise<string>;
  send(message: unknown, key?: string): Promise<Response>;
}

async function signIn(proxy: RedoxProxy, name: string, origin: string): Promise<User> {
  const { token } = (await (await requestToken(proxy, name, origin)).json()) as TokenResponse;
  const call: User['call'] = (method, path, headers = {}, body = undefined) =>
    proxy(
      new Request(`${BASE}/${path}`, {
        method,
        headers: { origin, authorization: `Bearer ${token}`, ...headers },
        ...(body !== undefined && { body, duplex: 'half' }),
      }),
    );
  const upload: User['upload'] = async bytes => {
    const created = await call('POST', 'uploads', { ...TUS, 'upload-length': String(bytes.length) });
    const path = created.headers.get('location') ?? '';
    await call('PATCH', path, { ...PATCH, 'upload-offset': '0' }, bytes);
    return path;
  };
  const commit: User['commit'] = (path, body) =>
    call(
      'POST',
      `${path}/commit`,
      JSON_TYPE,
      JSON.stringify({ name: 'consent.pdf', type: 'application/pdf', ...body }),
    );
  return {
    token,
    call,
    upload,
    commit,
    async uploaded(bytes, file = 'consent.pdf') {
      const answer = await commit(await upload(bytes), { name: file, sha256: sha256(bytes) });
      return ((await answer.json()) as { URI: string }).URI;
    },
    send: (message, key = crypto.randomUUID()) =>
      call('POST', 'messages', { ...JSON_TYPE, 'idempotency-key': key }, JSON.stringify(message)),
  };
}

export const TUS = { 'tus-resumable': '1.0.0' };
export const PATCH = { ...TUS, 'content-type': 'application/offset+octet-stream' };
export const JSON_TYPE = { 'content-type': 'application/json' };

export const auditOf = (proxy: RedoxProxy, since?: Date): Promise<AuditEntry[]> =>
  collect(proxy.audit(since && { since }));

export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}

export const problemOf = async (answer: Response) => (await answer.json()) as Problem;

/** Makes the sandbox's next calls of one kind fail. */
export async function fault(sandbox: ServedSandbox, body: object): Promise<void> {
  const answer = await fetch(sandbox.url('/faults'), {
    method: 'POST',
    headers: JSON_TYPE,
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`The sandbox does not know this fault: ${answer.status}`);
}
