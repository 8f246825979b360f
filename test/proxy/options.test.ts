import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRedoxProxy, type RedoxProxyOptions } from '../../src/proxy/index.js';
import { SECRET } from './setup.js';

test('a wrong option of the proxy stops it at its start, in one line that says which and not what', () => {
  const wrong: [options: object, said: RegExp][] = [
    [{ authorize: 'everybody' }, /^authorize must be a function/],
    [{ tokenSecret: undefined }, /^tokenSecret must have at least 32 characters/],
    [{ tokenSecret: 'short-one' }, /^tokenSecret must have at least 32 characters/],
    [{ tokenSecret: [SECRET, 'short-one'] }, /^tokenSecret must have at least 32 characters, each one of several$/],
    [{ tokenSecret: [] }, /^tokenSecret must have/],
    [{ tokenLifetime: Number.POSITIVE_INFINITY }, /^tokenLifetime must be a number of seconds above 0$/],
    [{ tokenLifetime: '600' }, /^tokenLifetime must/],
    [{ dataDir: '' }, /^dataDir must be a folder's path$/],
    [{ scan: true }, /^scan must be a function/],
    [{ messageMemory: '256MB' }, /^messageMemory must be a number of bytes above 0$/],
    [{ messageMemory: Number.NaN }, /^messageMemory must/],
    [{ metrics: 'secret-token' }, /^metrics must be true, false or a function/],
    [{ origins: 'https://portal.example' }, /^origins must be origins/],
    ...['*', 'https://*.portal.example', 'https://portal.example/', 'portal.example', 'null'].map(
      (origin): [object, RegExp] => [{ origins: [origin] }, /^origins must be origins .*: no path, no wildcard$/],
    ),
  ];
  const right = { redox: { apiKey: 'key', secret: 'secret' }, tokenSecret: SECRET, authorize: () => null };
  for (const [options, message] of wrong) {
    const given = { ...right, ...options } as RedoxProxyOptions;
    assert.throws(() => createRedoxProxy(given), { name: 'TypeError', message }, JSON.stringify(options));
  }
});
