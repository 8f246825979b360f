import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { createKeys } from '../../../demo/sandbox/assertion.js';
import { readConfiguration } from '../../../src/proxy/cli/configuration.js';
import { run, temporaryFolder } from './processes.js';

const { privateKey: PEM } = await createKeys('ES384');
const SECRET = 'a secret of these tests that is long enough';
const OAUTH = { REDOX_CLIENT_ID: 'client', REDOX_KEY_ID: 'key', REDOX_PRIVATE_KEY: PEM };
const GOOD = { AUTHORIZE_URL: 'http://127.0.0.1:1/grant', TOKEN_SECRET: SECRET, ...OAUTH };

const inFolder = async (t: TestContext) => ({ ...GOOD, PORT: '0', DATA_DIR: await temporaryFolder(t) });

describe('a wrong variable', () => {
  const wrong: [variable: string, value: string, why: RegExp][] = [
    ['PORT', '65536', /must be a port, 0 to 65535/],
    ['PORT', 'http', /must be a port/],
    ['BASE_PATH', 'redox', /must be a path such as \/redox/],
    ['BASE_PATH', '/redox/', /must be a path such as \/redox/],
    ['ORIGINS', 'https://a.example,https://b.example/path', /must be origins such as/],
    ['ORIGINS', '*', /must be origins such as/],
    ['ORIGINS', ',', /must be origins such as/],
    ['ORIGINS', 'https://*.portal.example', /must be origins such as .*: no path, no wildcard/],
    ['AUTHORIZE_URL', '', /is missing: the portal's own answer/],
    ['AUTHORIZE_URL', 'portal/grant', /must be an http or https URL/],
    ['TOKEN_SECRET', '', /is missing: at least 32 characters/],
    ['TOKEN_SECRET', ',', /must have at least 32 characters/],
    ['REDOX_API_URL', 'ftp://redox.example', /must be an http or https URL/],
    ['REDOX_CLIENT_ID', '', /is missing: the OAuth API key/],
    ['REDOX_KEY_ID', ' ', /is missing: the kid/],
    ['REDOX_PRIVATE_KEY', '', /is missing: its private key/],
    ['REDOX_RATE_LIMIT', '0', /must be a whole number, 1 to 999999999/],
    ['REDOX_RATE_LIMIT', '1000000000', /must be a whole number, 1 to 999999999/],
    ['REDOX_CONCURRENCY', 'many', /must be a whole number, 1 to 999999999/],
    ['HTTPS_PROXY', 'proxy.example:3128', /must be an http or https URL/],
    ['MESSAGE_MEMORY', '256MB', /must be a whole number, 1 to 999999999/],
    ['DATABASE_URL', 'mysql://host/Secret1', /must be a postgres URL/],
    ['S3_ENDPOINT', 's3.example', /must be an http or https URL/],
  ];
  for (const [variable, value, why] of wrong)
    test(`is named, with the reason: ${variable}=${value}`, () => {
      assert.throws(
        () => readConfiguration({ ...GOOD, [variable]: value }),
        ({ message }: Error) => message.startsWith(`${variable} `) && why.test(message),
      );
    });

  const stopping: [variable: string, value: string, why: RegExp][] = [
    ['TOKEN_SECRET', `${SECRET},Short1`, /must have at least 32 characters/],
    ['REDOX_PRIVATE_KEY', '/nowhere/Secret1.pem', /is neither PEM nor the path of a file that can be read \(ENOENT\)/],
    ['REDOX_PRIVATE_KEY', '-----BEGIN PRIVATE KEY-----\nSecret1\n', /must be an unencrypted private key in PEM/],
    ['DATA_DIR', '/dev/null/nowhere/data', /is no folder that can be written to \(\w+\)/],
    [
      'DATABASE_URL',
      'postgres://user:Secret1@127.0.0.1:1/name',
      /names a database that cannot be used \(ECONNREFUSED\)/,
    ],
    ['AUTHORIZE_URL', 'https://user:Secret1@portal.example/grant', /must hold no user name and no password/],
    ['REDOX_API_URL', 'https://:Secret1@redox.example', /must hold no user name and no password/],
    ['REDOX_BLOB_URL', 'https://Secret1@redox.example', /must hold no user name and no password/],
    ['S3_ENDPOINT', 'https://user:Secret1@s3.example', /must hold no user name and no password/],
    ['HOST', '192.0.2.1', /is no address of this machine \(\w+\)/],
  ];
  for (const [variable, value, why] of stopping)
    test(`stops it with one line that holds no secret: ${variable}=${value.slice(0, 30).replaceAll('\n', ' ')}`, async t => {
      const { exitCode, stdout, stderr } = await run(t, ['proxy'], { ...(await inFolder(t)), [variable]: value });
      assert.equal(exitCode, 1);
      assert.equal(stdout, '');
      assert.match(stderr, new RegExp(`^redox-file-sender: ${variable} [^\\n]+\\n$`));
      assert.match(stderr, why);
      assert.doesNotMatch(stderr, /Secret1|Short1|nowhere\//);
    });

  for (const [path, code] of [
    ['ledger', 'EEXIST'],
    ['uploads', 'EEXIST'],
    ['ledger/data.mdb/file', 'EISDIR'],
  ] as const)
    test(`is a folder in which something else is in the way: ${path}`, async t => {
      const environment = await inFolder(t);
      const file = join(environment.DATA_DIR, path);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, '');
      const { exitCode, stderr } = await run(t, ['proxy'], environment);
      assert.equal(exitCode, 1);
      assert.equal(stderr, `redox-file-sender: DATA_DIR holds what cannot be opened (${code})\n`);
    });

  for (const [what, parameters] of [
    ['proxy', ['proxy']],
    ['audit', ['audit']],
  ] as const)
    test(`is a folder whose ledger is damaged, which ${what} leaves as it is`, async t => {
      const environment = await inFolder(t);
      const file = join(environment.DATA_DIR, 'ledger/data.mdb');
      await mkdir(dirname(file));
      await writeFile(file, 'damaged'.repeat(10_000));
      const { exitCode, stdout, stderr } = await run(t, [...parameters], environment);
      assert.deepEqual([exitCode, stdout], [1, '']);
      assert.match(stderr, /^redox-file-sender: DATA_DIR holds a ledger that is damaged, ledger\/data\.mdb: [^\n]+\n$/);
      assert.equal(await readFile(file, 'utf8'), 'damaged'.repeat(10_000));
    });

  test('is the port that somebody else has', async t => {
    const other = createServer();
    await once(other.listen(0, '127.0.0.1'), 'listening');
    t.after(() => other.close());
    const { port } = other.address() as AddressInfo;
    const { exitCode, stderr } = await run(t, ['proxy'], { ...(await inFolder(t)), PORT: String(port) });
    assert.equal(exitCode, 1);
    assert.equal(stderr, `redox-file-sender: PORT ${port} cannot be listened on (EADDRINUSE)\n`);
  });

  test('is half of a key, or none', async t => {
    const { REDOX_CLIENT_ID, REDOX_KEY_ID, REDOX_PRIVATE_KEY, ...none } = await inFolder(t);
    const legacy = { REDOX_API_KEY: 'key' };
    for (const [environment, text] of [
      [none, /REDOX_CLIENT_ID is missing, and so is REDOX_API_KEY/],
      [{ ...none, ...legacy }, /REDOX_SECRET is missing/],
      [{ ...none, REDOX_SECRET: 'secret' }, /REDOX_API_KEY is missing/],
      [{ ...none, ...legacy, REDOX_SECRET: 'secret', REDOX_KEY_ID }, /REDOX_CLIENT_ID is missing/],
    ] as const)
      assert.throws(() => readConfiguration(environment), { name: 'ConfigurationError', message: text });
  });
});

test('half of what S3 needs is refused', () => {
  for (const [environment, text] of [
    [{ S3_REGION: 'eu-central-1' }, /^S3_BUCKET is missing/],
    [{ S3_BUCKET: 'uploads', S3_ACCESS_KEY_ID: 'key' }, /^S3_SECRET_ACCESS_KEY is missing/],
    [{ S3_BUCKET: 'uploads', S3_SECRET_ACCESS_KEY: 'secret' }, /^S3_ACCESS_KEY_ID is missing/],
  ] as const)
    assert.throws(() => readConfiguration({ ...GOOD, ...environment }), { name: 'ConfigurationError', message: text });
  assert.equal(readConfiguration({ ...GOOD, S3_BUCKET: 'uploads' }).s3?.bucket, 'uploads');
});

describe('the configuration', () => {
  test('is what the README says where nothing is said', () => {
    const { redox, ...configuration } = readConfiguration(GOOD);
    assert.deepEqual(configuration, {
      port: 8080,
      host: '127.0.0.1',
      basePath: '/redox',
      origins: [],
      authorizeUrl: GOOD.AUTHORIZE_URL,
      tokenSecret: [SECRET],
      messageMemory: undefined,
      metricsToken: undefined,
      dataDir: './redox-data',
      databaseUrl: undefined,
      s3: undefined,
    });
    assert.equal(redox.apiUrl, undefined);
  });

  test('hands on what it is told of Redox, of the way there and of a bucket', () => {
    const { basePath, redox, s3 } = readConfiguration({
      ...GOOD,
      BASE_PATH: '/',
      REDOX_API_URL: 'https://api.example',
      REDOX_BLOB_URL: 'https://blob.example',
      REDOX_SOURCE_ID: 'source',
      REDOX_RATE_LIMIT: '100',
      REDOX_CONCURRENCY: '5',
      HTTPS_PROXY: 'http://user:password@proxy.example:3128',
      NO_PROXY: '.example',
      S3_BUCKET: 'bucket',
      S3_REGION: 'eu-central-1',
      S3_ENDPOINT: 'https://s3.example',
      S3_ACCESS_KEY_ID: 'id',
      S3_SECRET_ACCESS_KEY: 'secret',
    });
    assert.equal(basePath, '');
    assert.deepEqual(redox, {
      apiUrl: 'https://api.example',
      blobUrl: 'https://blob.example',
      sourceId: 'source',
      traffic: { rateLimit: 100, concurrency: 5 },
      outboundProxy: 'http://user:password@proxy.example:3128',
      noProxy: '.example',
      clientId: OAUTH.REDOX_CLIENT_ID,
      keyId: OAUTH.REDOX_KEY_ID,
      privateKey: PEM,
    });
    const [region, endpoint] = ['eu-central-1', 'https://s3.example'];
    assert.deepEqual(s3, { bucket: 'bucket', region, endpoint, accessKeyId: 'id', secretAccessKey: 'secret' });
  });

  test('counts memory in MB', () => {
    assert.equal(readConfiguration({ ...GOOD, MESSAGE_MEMORY: '512' }).messageMemory, 512_000_000);
  });

  test('takes lists separated by commas or line breaks', () => {
    const { origins, tokenSecret } = readConfiguration({
      ...GOOD,
      ORIGINS: 'https://a.example, https://b.example:8443',
      TOKEN_SECRET: `${SECRET} 1\n${SECRET} 2,\n`,
    });
    assert.deepEqual(origins, ['https://a.example', 'https://b.example:8443']);
    assert.deepEqual(tokenSecret, [`${SECRET} 1`, `${SECRET} 2`]);
  });

  test('takes the private key as PEM, as PEM in one line, or from a file', async t => {
    const file = join(await temporaryFolder(t), 'key.pem');
    await writeFile(file, PEM);
    for (const REDOX_PRIVATE_KEY of [PEM, PEM.replaceAll('\n', '\\n'), file]) {
      const { redox } = readConfiguration({ ...GOOD, REDOX_PRIVATE_KEY });
      assert.equal('privateKey' in redox && redox.privateKey.trim(), PEM.trim());
    }
  });

  test('prefers the OAuth key to a legacy one, and takes a legacy one alone', () => {
    const legacy = { REDOX_API_KEY: 'api key', REDOX_SECRET: 'secret' };
    assert.ok('clientId' in readConfiguration({ ...GOOD, ...legacy }).redox);
    const { REDOX_CLIENT_ID, REDOX_KEY_ID, REDOX_PRIVATE_KEY, ...others } = GOOD;
    const { redox } = readConfiguration({ ...others, ...legacy });
    assert.ok('apiKey' in redox && redox.apiKey === 'api key' && !('clientId' in redox));
  });
});
