import { encryptClaims, importKey } from '../../src/proxy/jwt.js';
import { deriveKey } from '../../src/proxy/secrets.js';
import { createTokens } from '../../src/proxy/tokens.js';
import { grantFor, ORIGIN, SECRET } from '../proxy/setup.js';
import { CANARY } from './verdict.js';

export const USERS = ['user-1', 'user-2'] as const;
export type UserName = (typeof USERS)[number];

const HOUR = 3600;

/** Tokens that are good, one for each user. */
export async function goodTokens(lifetime = HOUR): Promise<Record<UserName, string>> {
  const tokens = createTokens([SECRET], lifetime);
  const [one, other] = await Promise.all(USERS.map(user => tokens.issue(grantFor(user), ORIGIN)));
  return { 'user-1': one?.token ?? '', 'user-2': other?.token ?? '' };
}

/** Tokens that were good, are somebody else's, or never were any, each by what is wrong with it. */
export async function badTokens(): Promise<Record<string, string>> {
  const grant = grantFor('user-1');
  const soon = Math.floor(Date.now() / 1000) + HOUR;
  const encrypt = async (claims: object, { audience = 'redox-file-sender', secret = SECRET, purpose = 'token' } = {}) =>
    encryptClaims({ origin: ORIGIN, ...claims }, audience, soon, await importKey(deriveKey(secret, purpose)));
  const { 'user-1': good } = await goodTokens();
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return {
    expired: (await goodTokens(-10))['user-1'],
    forged: await encrypt({ sub: 'user-1', ...grant }, { secret: 'a secret that is not ours at all, but long' }),
    'for another purpose': await encrypt({ sub: 'user-1', ...grant }, { purpose: 'owner' }),
    'for another audience': await encrypt({ sub: 'user-1', ...grant }, { audience: CANARY }),
    'for another origin': await encrypt({ sub: 'user-1', ...grant, origin: 'https://evil.example' }),
    unsigned: `${part({ alg: 'none' })}.${part({ sub: 'user-1', exp: soon })}.`,
    cut: good.slice(0, -5),
    changed: `${good.slice(0, 60)}${good[60] === 'A' ? 'B' : 'A'}${good.slice(61)}`,
    'with another part': `${good}.x`,
    compressed: `${part({ alg: 'dir', enc: 'A256GCM', zip: 'DEF' })}${good.slice(good.indexOf('.'))}`,
    long: 'A'.repeat(20_000),
    dots: '.'.repeat(5000),
    words: CANARY,
  };
}
