import { type KeyObject, randomUUID } from 'node:crypto';
import { EncryptJWT, errors, type JWTPayload, jwtDecrypt, SignJWT } from 'jose';

export type { JWTPayload };

/** The one place that knows jose: encrypted tokens for our own clients, signed assertions for Redox. */

const HEADER = { alg: 'dir', enc: 'A256GCM' };

/** Of 256 bits, imported once: jose would import its bytes anew for every token, which takes as long as to decrypt it. */
export const importKey = (bytes: Uint8Array<ArrayBuffer>): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt']);

/**
 * Claims that nobody but the holder of the key can read or change (RFC 7516, direct encryption).
 * @param expiresAt in seconds since 1970
 */
export const encryptClaims = (claims: JWTPayload, audience: string, expiresAt: number, key: CryptoKey) =>
  new EncryptJWT(claims).setProtectedHeader(HEADER).setAudience(audience).setExpirationTime(expiresAt).encrypt(key);

/**
 * @param clockTolerance in seconds: how long after its end a token is still opened
 * @returns the claims, or null for a token that is not ours, is for another audience or has expired
 */
export async function decryptClaims(
  token: string,
  audience: string,
  key: CryptoKey,
  clockTolerance = 0,
): Promise<JWTPayload | null> {
  try {
    const { payload } = await jwtDecrypt(token, key, {
      audience,
      keyManagementAlgorithms: [HEADER.alg],
      contentEncryptionAlgorithms: [HEADER.enc],
      requiredClaims: ['exp'],
      clockTolerance,
    });
    return payload;
  } catch (error) {
    if (error instanceof errors.JOSEError) return null;
    throw error;
  }
}

export interface AssertionInput {
  clientId: string;
  keyId: string;
  /** RSA for RS384, P-384 for ES384. */
  key: KeyObject;
  algorithm: 'RS384' | 'ES384';
  /** The token endpoint's URL. */
  audience: string;
  /** In seconds, from now on. */
  lifetime: number;
  /** In seconds, how long before now it is said to be made: to a clock that is behind ours it would come from the future. */
  age: number;
}

/** A client assertion (RFC 7523 section 2.2) as Redox's "Authenticate an OAuth API key" wants it. */
export const signAssertion = ({ clientId, keyId, key, algorithm, audience, lifetime, age }: AssertionInput) =>
  new SignJWT()
    .setProtectedHeader({ alg: algorithm, kid: keyId, typ: 'JWT' })
    .setIssuer(clientId)
    .setSubject(clientId)
    .setAudience(audience)
    .setIssuedAt(`${age}s ago`)
    .setExpirationTime(`${lifetime}s`)
    .setJti(randomUUID())
    .sign(key);
