import { importPKCS8, SignJWT } from 'jose';
import type { Credentials } from '../../demo/sandbox/index.js';
import type { ServedSandbox } from './serve.js';

/** A client of the sandbox as a sender would write one, with nothing of the sandbox's own code. */

/** Where the sandbox is. */
type Reachable = Pick<ServedSandbox, 'url'>;

export interface AssertionChanges {
  claims?: Record<string, unknown>;
  header?: { alg?: string; kid?: string; typ?: string };
}

/** A client assertion as Redox wants it, but for the changes; a claim that is `undefined` is left out. */
export async function signAssertion(sandbox: Reachable, credentials: Credentials, changes: AssertionChanges = {}) {
  const header = { alg: 'RS384', kid: credentials.keyId, typ: 'JWT', ...changes.header };
  const now = Math.floor(Date.now() / 1000);
  const claims = {
    iss: credentials.clientId,
    sub: credentials.clientId,
    aud: sandbox.url('/v2/auth/token'),
    iat: now,
    exp: now + 300,
    jti: crypto.randomUUID(),
    ...changes.claims,
  };
  return new SignJWT(claims).setProtectedHeader(header).sign(await importPKCS8(credentials.privateKey, header.alg));
}

/** The form of a token request. */
export const tokenForm = (assertion: string, changes: Record<string, string> = {}) =>
  new URLSearchParams({
    grant_type: 'client_credentials',
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: assertion,
    ...changes,
  });

export const requestToken = (sandbox: Reachable, body: BodyInit, headers?: HeadersInit) =>
  fetch(sandbox.url('/v2/auth/token'), { method: 'POST', body, ...(headers && { headers }) });

/** The header of an authorized request. */
export async function authorize(sandbox: ServedSandbox, credentials = sandbox.credentials, changes?: AssertionChanges) {
  const assertion = await signAssertion(sandbox, credentials, changes);
  const answer = await requestToken(sandbox, tokenForm(assertion));
  const { access_token } = (await answer.json()) as { access_token: string };
  return { authorization: `Bearer ${access_token}` };
}

export function postJson(sandbox: ServedSandbox, path: string, body: unknown, headers: Record<string, string> = {}) {
  const init = { method: 'POST', headers: { 'content-type': 'application/json', ...headers } };
  return fetch(sandbox.url(path), { ...init, body: typeof body === 'string' ? body : JSON.stringify(body) });
}

export const send = (sandbox: ServedSandbox, message: unknown, headers: Record<string, string>) =>
  postJson(sandbox, '/endpoint', message, headers);

export function upload(sandbox: ServedSandbox, file: File, headers: Record<string, string>) {
  const body = new FormData();
  body.set('file', file);
  return fetch(sandbox.url('/upload'), { method: 'POST', headers, body });
}

/** Uploads and gives the URI. */
export async function uploaded(sandbox: ServedSandbox, file: File, headers: Record<string, string>): Promise<string> {
  const { URI } = (await (await upload(sandbox, file, headers)).json()) as { URI: string };
  return URI;
}

interface Received {
  files: Record<'id' | 'uri' | 'name' | 'type' | 'size' | 'sha256' | 'source', unknown>[];
  messages: { id: number; receivedAt: string; message: unknown }[];
}

export const received = async (sandbox: Reachable) =>
  (await (await fetch(sandbox.url('/received'))).json()) as Received;

/** An error of any of the documented shapes. */
export interface ErrorBody {
  error?: string;
  error_description?: string;
  errorDetail?: string;
  Meta?: { DataModel?: string; EventType?: string; Errors: Record<'ID' | 'Text' | 'Type' | 'Module', unknown>[] };
}

export const errorOf = async (answer: Response) => (await answer.json()) as ErrorBody;
