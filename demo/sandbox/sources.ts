import { randomBytes, randomUUID } from 'node:crypto';
import { type Algorithm, createKeys } from './assertion.js';

/** What Redox gives to one source, and what the source keeps to itself. */
export interface Credentials {
  /** OAuth client. */
  clientId: string;
  /** `kid` of the assertions' key. */
  keyId: string;
  /** PKCS#8 in PEM. */
  privateKey: string;
  /** Legacy key and its secret. */
  apiKey: string;
  secret: string;
  /** `Meta.Source.ID`, a UUID. */
  sourceId: string;
}

/** One sender as the sandbox knows it: its credentials, but for the private key only the public half. */
export interface Source extends Omit<Credentials, 'privateKey'> {
  algorithm: Algorithm;
  publicKey: CryptoKey;
}

export async function createSource(algorithm: Algorithm): Promise<{ source: Source; credentials: Credentials }> {
  const { publicKey, privateKey } = await createKeys(algorithm);
  const shared = {
    clientId: randomUUID(),
    keyId: randomBytes(16).toString('base64url'),
    apiKey: randomUUID(),
    secret: randomBytes(24).toString('base64url'),
    sourceId: randomUUID(),
  };
  return { source: { ...shared, algorithm, publicKey }, credentials: { ...shared, privateKey } };
}
