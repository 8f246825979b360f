import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DataStore } from '@tus/utils';
import { createRedoxProxy, type RedoxProxyOptions } from '../../src/proxy/index.js';
import { openOwnLedger } from './own-ledger.js';
import { SECRET } from './setup.js';

const KEY = { apiKey: 'key', secret: 'secret' };
const right = { redox: KEY, tokenSecret: SECRET, authorize: () => null };

test('a wrong option of the proxy stops it at its start, in one line that says which and not what', () => {
  const wrong: [options: object, said: RegExp][] = [
    [{ authorize: 'everybody' }, /^authorize must be a function/],
    [{ tokenSecret: undefined }, /^tokenSecret must have at least 32 characters/],
    [{ tokenSecret: 'short-one' }, /^tokenSecret must have at least 32 characters/],
    [{ tokenSecret: [SECRET, 'short-one'] }, /^tokenSecret must have at least 32 characters, each one of several$/],
    [{ tokenSecret: [] }, /^tokenSecret must have/],
    [{ tokenSecret: 5 }, /^tokenSecret must have/],
    [{ tokenLifetime: Number.POSITIVE_INFINITY }, /^tokenLifetime must be a number of seconds above 0$/],
    [{ tokenLifetime: '600' }, /^tokenLifetime must/],
    [{ dataDir: '' }, /^dataDir must be a folder's path$/],
    [{ scan: true }, /^scan must be a function/],
    [{ messageMemory: '256MB' }, /^messageMemory must be a number of bytes above 0$/],
    [{ messageMemory: Number.NaN }, /^messageMemory must/],
    [{ metrics: 'secret-token' }, /^metrics must be true, false or a function/],
    [{ origins: 'https://portal.example' }, /^origins must be origins/],
    [{ origins: 5 }, /^origins must be origins/],
    [{ retention: 30 }, /^retention must be an object of times in seconds$/],
    [{ redox: { ...KEY, traffic: 5 } }, /^redox\.traffic must be an object of whole numbers$/],
    [{ logger: {} }, /^logger must be pino or its like: it has no info\(\)$/],
    [{ logger: { info() {}, warn: true, error() {} } }, /^logger must be .*: it has no warn\(\)$/],
    [{ logger: null }, /^logger must be/],
    [{ storage: {} }, /^storage must be a tus data store that can be read from: it has no create\(\)$/],
    [{ storage: Promise.resolve() }, /^storage must be/],
    [{ storage: new DataStore() }, /^storage must be .*: it has no read\(\)$/],
    [{ database: 5 }, /^database must be a ledger: it has no createUpload\(\)$/],
    ...['*', 'https://*.portal.example', 'https://portal.example/', 'portal.example', 'null'].map(
      (origin): [object, RegExp] => [{ origins: [origin] }, /^origins must be origins .*: no path, no wildcard$/],
    ),
  ];
  for (const [options, message] of wrong) {
    const given = { ...right, ...options } as RedoxProxyOptions;
    assert.throws(() => createRedoxProxy(given), { name: 'TypeError', message }, JSON.stringify(options));
  }
});

test("a ledger that lacks any of its methods is refused at the start, not with a patient's file in hand", async t => {
  const ledger = await openOwnLedger(t);
  const names = Object.keys(ledger);
  assert.ok(names.includes('claimSend'));
  for (const name of names)
    assert.throws(() => createRedoxProxy({ ...right, database: { ...ledger, [name]: undefined } }), {
      name: 'TypeError',
      message: `database must be a ledger: it has no ${name}()`,
    });
});
