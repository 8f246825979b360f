import { exportPKCS8, generateKeyPair, errors as joseErrors, jwtVerify } from 'jose';
import type { Source } from './sources.js';

/** The signature algorithms that Redox takes ("Authenticate an OAuth API key"). */
export type Algorithm = 'RS384' | 'ES384';

/** In seconds: how far ahead an assertion may expire. */
const LONGEST = 5 * 60;

export class AssertionRefused extends Error {}

/** A key pair of which the sandbox keeps the public half, as Redox does. The private one is PKCS#8 in PEM. */
export async function createKeys(algorithm: Algorithm): Promise<{ publicKey: CryptoKey; privateKey: string }> {
  const { publicKey, privateKey } = await generateKeyPair(algorithm, { extractable: true });
  return { publicKey, privateKey: await exportPKCS8(privateKey) };
}

export interface VerifyOptions {
  sources: readonly Source[];
  /** The token URL as the client sees it. */
  audience: string;
  /** In milliseconds since 1970. */
  now: number;
}

/**
 * Verifies a client's assertion (RFC 7523 section 3): signature, `kid`, `typ`, `iss` = `sub` = the client's id, `aud`,
 * `iat`, `exp` at most 5 minutes ahead, `jti`.
 * @throws {AssertionRefused}
 */
export async function verifyAssertion(assertion: string, { sources, audience, now }: VerifyOptions) {
  let source: Source | undefined;
  try {
    const { payload } = await jwtVerify(
      assertion,
      header => {
        source = sources.find(({ keyId }) => keyId === header.kid);
        if (!source) throw new AssertionRefused('"kid" is not a known key');
        if (header.alg !== source.algorithm) throw new AssertionRefused(`"alg" must be ${source.algorithm}`);
        return source.publicKey;
      },
      {
        algorithms: ['RS384', 'ES384'],
        audience,
        currentDate: new Date(now),
        maxTokenAge: LONGEST,
        requiredClaims: ['iss', 'sub', 'exp', 'jti'],
        typ: 'JWT',
      },
    );
    const { iss, sub, exp = 0, jti } = payload;
    if (!source || iss !== source.clientId || sub !== iss)
      throw new AssertionRefused('"iss" and "sub" must be the client\'s id');
    if (exp > now / 1000 + LONGEST) throw new AssertionRefused('"exp" must be at most 5 minutes ahead');
    if (typeof jti !== 'string' || !jti) throw new AssertionRefused('"jti" must be a string');
    return { source, jti, expiresAt: exp * 1000 };
  } catch (error) {
    if (error instanceof joseErrors.JOSEError) throw new AssertionRefused(error.message, { cause: error });
    throw error;
  }
}
