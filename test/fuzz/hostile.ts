import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { ORIGIN, unboundMessage } from '../proxy/setup.js';
import { base64, sha256, someBytes } from '../sandbox/messages.js';
import { LIMITS } from './subject.js';
import { CANARY } from './verdict.js';

/** What hostile requests are made of. Whatever is no name that we know holds the canary. */

const often = <T>(weight: number, arbitrary: fc.Arbitrary<T>) => ({ weight, arbitrary });

/** As a header's value: what `Headers` takes, which is Latin-1 without controls. */
const headerText = fc
  .string({ unit: fc.integer({ min: 0x20, max: 0xff }).map(code => String.fromCharCode(code)), maxLength: 60 })
  .map(text => `${CANARY}${text.trim()}`);

const NUMBERS = ['0', '1', '-1', '1e3', '0x10', '007', '1.5', ' 5', '5, 5', 'NaN', 'Infinity', '', '9007199254740993'];
const numberText = fc.oneof(
  often(4, fc.integer({ min: 0, max: 300 }).map(String)),
  often(1, fc.constantFrom(String(LIMITS.maxSize), String(LIMITS.maxSize + 1), '9'.repeat(15), '9'.repeat(400))),
  often(3, fc.constantFrom(...NUMBERS)),
  often(1, headerText),
);

export const methods = fc.oneof(
  often(8, fc.constantFrom('POST', 'HEAD', 'PATCH', 'DELETE', 'GET', 'OPTIONS')),
  often(1, fc.constantFrom('PUT', 'PROPFIND', 'COPY', 'post', `X-${CANARY}`)),
);

const KEYS = ['3f1c5d4e-0000-4000-8000-000000000001', crypto.randomUUID(), crypto.randomUUID()];

/** A header that means something to somebody, with what it may and may not be. */
export const header = (authorizations: readonly string[]): fc.Arbitrary<[name: string, value: string]> => {
  const values: Record<string, fc.Arbitrary<string>> = {
    authorization: fc.oneof(often(3, fc.constantFrom(...authorizations)), often(1, headerText)),
    'previous-token': fc.oneof(fc.constantFrom(...authorizations.map(text => text.replace('Bearer ', ''))), headerText),
    origin: fc.oneof(
      often(5, fc.constantFrom(ORIGIN, 'https://portal.test')),
      often(1, fc.constantFrom('null', '*', 'https://evil.example', `${ORIGIN}.evil.example`, 'http://portal.test@x')),
      often(1, headerText),
    ),
    host: fc.oneof(fc.constantFrom('portal.test', 'evil.example', '', '[', 'portal.test:99999'), headerText),
    'x-user': fc.oneof(fc.constantFrom('user-1', 'user-2', '__proto__'), headerText),
    'tus-resumable': fc.oneof(often(8, fc.constant('1.0.0')), often(1, fc.constantFrom('0.2.2', '', '1.0.0, 1.0.0'))),
    'upload-length': numberText,
    'upload-offset': fc.oneof(often(3, fc.constant('0')), often(2, numberText)),
    'upload-defer-length': fc.constantFrom('1', '0', '2'),
    'upload-concat': fc.constantFrom('partial', 'final;/uploads/a /uploads/b', CANARY),
    'upload-metadata': fc.oneof(
      fc.constantFrom('filename', 'a b,a b', 'filename ///,=', `name ${btoa(CANARY)}`, ','.repeat(3000)),
      headerText,
    ),
    'upload-checksum': fc.constantFrom('sha1 AAAA', `md5 ${CANARY}`),
    'content-type': fc.oneof(
      often(4, fc.constantFrom('application/json', 'application/offset+octet-stream')),
      often(1, fc.constantFrom('APPLICATION/JSON; charset=utf-16', 'text/html', 'multipart/form-data', '')),
      often(1, headerText),
    ),
    'content-length': numberText,
    'content-encoding': fc.constantFrom('gzip', 'br', CANARY),
    'idempotency-key': fc.oneof(often(5, fc.constantFrom(...KEYS)), often(1, headerText)),
    'x-http-method-override': fc.constantFrom('DELETE', 'PATCH', 'GET'),
    'x-forwarded-host': fc.constant(`${CANARY}.example`),
    'x-forwarded-proto': fc.constantFrom('https', CANARY),
    forwarded: fc.constant(`host="${CANARY}.example";proto=https`),
    cookie: headerText,
    expect: fc.constant('100-continue'),
    range: fc.constant('bytes=0-'),
  };
  return fc.oneof(...Object.entries(values).map(([name, value]) => fc.tuple(fc.constant(name), value)));
};

/** @param ids of uploads that exist */
export const paths = (ids: readonly string[]) => {
  const id = fc.oneof(
    often(6, fc.constantFrom(...ids)),
    often(
      1,
      fc.constantFrom('0'.repeat(32), 'A'.repeat(32), 'a'.repeat(31), `${'a'.repeat(32)}%00`, '..', '%2e%2e%2f'),
    ),
    often(1, fc.constantFrom('../../../etc/passwd', '..%2f..%2fledger%2fdata.mdb', '..\\ledger', CANARY, '%', '%ff')),
  );
  const route = fc.oneof(
    often(3, fc.constantFrom('token', 'uploads', 'messages', 'uploads/', 'messages/')),
    often(1, fc.constantFrom('health/live', 'health/ready', 'metrics', '', '.json', 'ledger/data.mdb', '__proto__')),
    often(
      3,
      id.map(one => `uploads/${one}`),
    ),
    often(
      3,
      id.map(one => `uploads/${one}/commit`),
    ),
    often(
      1,
      fc.webPath().map(path => `${CANARY}${path}`),
    ),
  );
  const before = fc.oneof(
    often(8, fc.constant('/redox/')),
    often(
      1,
      fc.constantFrom('/', '//', '/redox//', '/redox/../', '/redox/%2e%2e/', '/redox/uploads/../', `/${CANARY}/`),
    ),
    often(1, fc.constantFrom(`/${'a/'.repeat(4000)}`, '/%E2%80%AE/', '/💉/', '/a\\b/', '/..;/')),
  );
  const after = fc.oneof(
    often(8, fc.constant('')),
    often(
      1,
      fc.constantFrom(
        `?${CANARY}=1`,
        '?token=x',
        `#${CANARY}`,
        `?${'a'.repeat(9000)}`,
        '/',
        '//',
        '%20',
        ';x=1',
        '?_method=DELETE',
      ),
    ),
  );
  return fc.tuple(before, route, after).map(parts => parts.join(''));
};

const LEAVES: readonly unknown[] = [
  null,
  true,
  0,
  -0,
  1e308,
  '',
  CANARY,
  `${CANARY}\u0000`,
  '\ud800',
  '\u202e',
  '__proto__',
  [],
  {},
  [[]],
  `data:,${CANARY}`,
  'x'.repeat(100_000),
  { toString: CANARY },
  { length: -1 },
  { __proto__: null },
  Array(5000).fill({}),
  '1970-01-01',
  -1,
];

/** A message that is right, in all but what is put in some places of it. */
const message = fc
  .record({
    model: fc.constantFrom('Notes' as const, 'Media' as const, 'Results' as const),
    content: fc.constantFrom(
      { base64: base64(someBytes(50)) },
      { base64: `${CANARY}!` },
      { base64: '' },
      { uri: `https://blob.redoxengine.com/upload/${CANARY}` },
      { uri: 'file:///etc/passwd' },
    ),
    changes: fc.array(fc.tuple(fc.array(fc.nat(12), { maxLength: 5 }), fc.constantFrom(...LEAVES)), { maxLength: 4 }),
    added: fc.option(fc.json({ maxDepth: 4 }), { freq: 3 }),
  })
  .map(({ model, content, changes, added }) => {
    const made = structuredClone(unboundMessage(model, content)) as object;
    for (const [way, leaf] of changes) put(made, way, structuredClone(leaf));
    return JSON.stringify(added ? { ...made, [CANARY]: JSON.parse(added) } : made);
  });

/** Puts something in the place that is found by always taking the nth member. */
function put(tree: object, [step = 0, ...way]: readonly number[], leaf: unknown): void {
  const names = Object.keys(tree);
  const name = names[step % Math.max(1, names.length)] ?? CANARY;
  const member = (tree as Record<string, unknown>)[name];
  if (way.length > 0 && typeof member === 'object' && member !== null) put(member, way, leaf);
  else (tree as Record<string, unknown>)[name] = leaf;
}

const deep = (open: string, close: string, levels: number) => `${open.repeat(levels)}1${close.repeat(levels)}`;

const commit = fc
  .record({
    name: fc.oneof(
      fc.constantFrom('a.pdf', '../../a', `${CANARY}"\r\nX: y`, '\u202efdp.exe', 'a'.repeat(2000), '', '\ud800'),
      fc.string(),
    ),
    type: fc.oneof(
      fc.constantFrom('application/pdf', '', 'text/html', `${CANARY}/x\r\nX: y`, 'a'.repeat(300)),
      fc.string(),
    ),
    sha256: fc.constantFrom(sha256(someBytes(10)), '0'.repeat(64), 'A'.repeat(64), CANARY),
  })
  .map(value => JSON.stringify(value));

/** Texts that are meant to break a parser, or what comes after it. */
const text = fc.oneof(
  often(6, message),
  often(3, commit),
  often(1, fc.json()),
  often(
    1,
    fc.constantFrom(
      '',
      '{',
      'null',
      '[]',
      `"${CANARY}"`,
      '{"Meta":1,"Meta":{"DataModel":"Notes","DataModel":"__proto__"}}',
      `{"__proto__":{"${CANARY}":1},"constructor":{"prototype":{}}}`,
      '{"Meta":{"DataModel":"__proto__","EventType":"constructor"}}',
      '{"Meta":{"DataModel":"Notes","EventType":"toString"}}',
      deep('[', ']', 100_000),
      deep('{"Note":', '}', 100_000),
      `{"Meta":{"DataModel":"Notes","EventType":"New"},"Orders":[${'{},'.repeat(50_000)}{}]}`,
      `{"Orders":[{"Results":[${'{"Value":"https://x/"},'.repeat(3000)}{}]}]}`,
      `{"a":${'1'.repeat(100_000)}}`,
      '{"a":1e999999}',
      '"\\ud800"',
      '\ufeff{}',
      `{"a":"\u0000"}`,
      ' '.repeat(100_000),
    ),
  ),
);

const bytes = fc.oneof(
  often(
    3,
    fc.uint8Array({ maxLength: 300 }).map(array => new Uint8Array(array)),
  ),
  often(
    1,
    text.map(one => new Uint8Array(gzipSync(one))),
  ),
  often(
    1,
    text.map(one => new Uint8Array(Buffer.from(one, 'utf16le'))),
  ),
  often(
    1,
    fc.constantFrom(LIMITS.requestLimit + 1, LIMITS.maxSize + 1).map(size => new Uint8Array(size)),
  ),
);

export interface HostileBody {
  bytes: Uint8Array<ArrayBuffer>;
  /** Comes in pieces of so many bytes; whole where it is 0. */
  pieces: number;
  /** Breaks off at the end. */
  broken: boolean;
}

export const bodies: fc.Arbitrary<HostileBody | undefined> = fc.option(
  fc.record({
    bytes: fc.oneof(
      often(
        5,
        text.map(one => new Uint8Array(Buffer.from(one))),
      ),
      often(1, bytes as fc.Arbitrary<Uint8Array<ArrayBuffer>>),
    ),
    pieces: fc.oneof(often(3, fc.constant(0)), often(1, fc.constantFrom(1000, 65_536))),
    broken: fc.oneof(often(8, fc.constant(false)), often(1, fc.constant(true))),
  }),
  { freq: 5 },
);
