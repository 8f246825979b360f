import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { test } from 'node:test';
import { createRedoxClient, type RedoxOptions } from '../../../src/proxy/index.js';

test('a URL of Redox that holds a user name or a password is refused, in one line without them', () => {
  for (const name of ['apiUrl', 'blobUrl'])
    for (const url of [
      'https://user:Secret1@redox.example',
      'https://Secret1@redox.example',
      'https://:Secret1@redox.example',
    ])
      assert.throws(() => createRedoxClient({ apiKey: 'key', secret: 'secret', [name]: url }), {
        name: 'TypeError',
        message: `redox.${name} must hold no user name and no password`,
      });
});

test('a key with which Redox would give no token is refused at the start, not with the first file', () => {
  const pem = { type: 'pkcs8', format: 'pem' } as const;
  const weak = generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey.export(pem).toString();
  const otherCurve = generateKeyPairSync('ec', { namedCurve: 'prime256v1' }).privateKey.export(pem).toString();
  const good = generateKeyPairSync('ec', { namedCurve: 'secp384r1' }).privateKey.export(pem).toString();
  const key = { clientId: 'client', keyId: 'key', privateKey: good };
  assert.ok(createRedoxClient(key));
  for (const [changes, message] of [
    [{ privateKey: weak }, /^redox\.privateKey must be RSA of at least 2048 bits or elliptic curve P-384$/],
    [{ privateKey: otherCurve }, /^redox\.privateKey must be RSA/],
    [{ privateKey: 'Secret1' }, /^redox\.privateKey must be an unencrypted private key in PEM/],
    [{ clientId: ' ' }, /^redox\.clientId must be a text, and not empty$/],
    [{ keyId: undefined }, /^redox\.keyId must be a text/],
    [{ sourceId: '' }, /^redox\.sourceId must be a text/],
    [{ apiUrl: 'ftp://redox.example' }, /^redox\.apiUrl must be an http or https URL$/],
  ] as const)
    assert.throws(() => createRedoxClient({ ...key, ...changes } as RedoxOptions), { name: 'TypeError', message });
});
