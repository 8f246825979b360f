import fc from 'fast-check';
import { JSON_TYPE, ORIGIN, PATCH, TUS, unboundMessage } from '../proxy/setup.js';
import { base64, sha256, someBytes } from '../sandbox/messages.js';
import { bodies, type HostileBody, header, methods, paths } from './hostile.js';
import { CANARY } from './verdict.js';

/** A request as it is to be made. */
export interface HostileRequest {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: HostileBody | undefined;
  /** What is the matter with Redox meanwhile, as the sandbox's `POST /faults` takes it. */
  trouble?: object | undefined;
}

const targets = fc.constantFrom('token', 'upload', 'endpoint');
const statuses = fc.constantFrom(400, 401, 403, 404, 413, 418, 500, 502, 504, 599);

/** What is the matter with Redox: what its documentation knows, and answers that nobody has ever seen. */
const troubles = fc.oneof(
  fc.record({ on: targets, kind: fc.constantFrom('status', 'drop-before', 'drop-after'), status: statuses }),
  fc.record({
    on: targets,
    kind: fc.constant('nonsense'),
    status: fc.oneof(fc.constantFrom(200, 201, 204, 302), statuses),
    headers: fc.constantFrom(
      {},
      { 'retry-after': '0' },
      { 'retry-after': CANARY },
      { location: `/${CANARY}` },
      { 'content-type': 'text/html' },
    ),
    body: fc.constantFrom(
      '',
      `<html>${CANARY}`,
      '[',
      'null',
      '{"URI":1,"access_token":{}}',
      `{"Meta":{"Errors":[{"Text":"${CANARY}"}]}}`,
      `{"Meta":{"Errors":{"length":-1}}}`,
      '{"Meta":[]}',
      `{"Meta":{"Errors":[null,{"Text":{"toString":1}}]}}`,
      `{"errorDetail":"${CANARY}"}`,
      `{"Meta":{"Logs":[${'['.repeat(7_000)}${']'.repeat(7_000)}]}}`,
      `{"Meta":{"Errors":[{"Text":${'['.repeat(7_000)}${']'.repeat(7_000)}}]}}`,
    ),
  }),
);

const whole = (content: string | Uint8Array<ArrayBuffer>): HostileBody => ({
  bytes: typeof content === 'string' ? new TextEncoder().encode(content) : content,
  pieces: 0,
  broken: false,
});

/** Requests as an element makes them. @param id of an upload */
const orderly = (id: string): HostileRequest[] => [
  { method: 'POST', path: 'token', headers: { 'x-user': 'user-1' }, body: undefined },
  { method: 'POST', path: 'uploads', headers: { ...TUS, 'upload-length': '10' }, body: undefined },
  { method: 'POST', path: 'uploads', headers: { ...PATCH, 'upload-length': '10' }, body: whole(someBytes(4)) },
  { method: 'HEAD', path: `uploads/${id}`, headers: TUS, body: undefined },
  { method: 'PATCH', path: `uploads/${id}`, headers: { ...PATCH, 'upload-offset': '0' }, body: whole(someBytes(0)) },
  { method: 'DELETE', path: `uploads/${'0'.repeat(32)}`, headers: TUS, body: undefined },
  {
    method: 'POST',
    path: `uploads/${id}/commit`,
    headers: JSON_TYPE,
    body: whole(JSON.stringify({ name: 'a.pdf', type: 'application/pdf', sha256: sha256(someBytes(10)) })),
  },
  ...(['Notes', 'Media', 'Results'] as const).map(model => ({
    method: 'POST',
    path: 'messages',
    headers: { ...JSON_TYPE, 'idempotency-key': crypto.randomUUID() },
    body: whole(JSON.stringify(unboundMessage(model, { base64: base64(someBytes(50)) }))),
  })),
  { method: 'OPTIONS', path: 'messages', headers: { 'access-control-request-method': 'POST' }, body: undefined },
  { method: 'GET', path: 'health/ready', headers: {}, body: undefined },
];

/**
 * Orderly requests in which some things are not as they should be, and now and then everything.
 * @param good authorizations that are
 * @param bad authorizations that are not
 */
export function hostileRequests(ids: readonly string[], good: readonly string[], bad: readonly string[]) {
  const rarely = <T>(arbitrary: fc.Arbitrary<T>, oneIn = 6) =>
    fc.oneof({ weight: oneIn - 1, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });
  return fc
    .record({
      base: fc.constantFrom(...ids).chain(id => fc.constantFrom(...orderly(id))),
      authorization: fc.constantFrom(...good),
      method: rarely(methods),
      path: rarely(paths(ids)),
      changed: fc.array(header([...good, ...bad]), { maxLength: 3 }),
      dropped: fc.oneof(
        { weight: 5, arbitrary: fc.constant('') },
        { weight: 1, arbitrary: fc.constantFrom('authorization', 'origin', 'tus-resumable', 'content-type') },
      ),
      body: rarely(bodies, 2),
      trouble: rarely(troubles, 8),
    })
    .map(({ base, authorization, method, path, changed, dropped, body, trouble }): HostileRequest => {
      const headers: Record<string, string> = {
        origin: ORIGIN,
        authorization,
        ...base.headers,
        ...Object.fromEntries(changed),
      };
      delete headers[dropped];
      return {
        method: method ?? base.method,
        path: path ?? `/redox/${base.path}`,
        headers,
        body: body ?? base.body,
        trouble,
      };
    });
}

/** @returns undefined for what no server would hand on, because it is no request at all */
export function toRequest({ method, path, headers, body }: HostileRequest): Request | undefined {
  const init: RequestInit & { duplex: 'half' } = { method, headers, duplex: 'half' };
  if (body && !['GET', 'HEAD'].includes(method)) init.body = streamOf(body);
  try {
    return new Request(`http://portal.test${path}`, init);
  } catch {
    return undefined;
  }
}

function streamOf({ bytes, pieces, broken }: HostileBody): BodyInit {
  if (pieces === 0 && !broken) return bytes;
  let at = 0;
  return new ReadableStream<Uint8Array>({
    pull(controller) {
      if (at < bytes.length) controller.enqueue(bytes.slice(at, at + (pieces || bytes.length)));
      at += pieces || bytes.length;
      if (at < bytes.length) return;
      if (broken) controller.error(new TypeError('The connection broke'));
      else controller.close();
    },
  });
}
