import { createPrivateKey, type KeyObject } from 'node:crypto';
import { readTraffic, type TrafficOptions, type TrafficSettings } from './traffic-options.js';

/** Where Redox is, and as whom we speak to it. */
export type RedoxOptions = {
  /** Default `https://api.redoxengine.com`; Canada: `https://api.ca.redoxengine.com`. */
  apiUrl?: string | undefined;
  /** Host of the file upload. Default `https://blob.redoxengine.com`. */
  blobUrl?: string | undefined;
  /** `Meta.Source.ID` of every message; needed when an organisation has several OAuth keys in one environment. */
  sourceId?: string | undefined;
  /** How hard Redox is asked; see the README for what each is by default. */
  traffic?: TrafficOptions | undefined;
} & WayOut &
  (OAuthKey | LegacyKey);

/** The way out of a network that lets nothing out directly. */
export interface WayOut {
  /** A proxy's URL, `http` or `https`; with a user name and a password where it wants them. */
  outboundProxy?: string | undefined;
  /** Hosts that are reached directly all the same: `.example, host:8443`, as in `NO_PROXY`; `*` for all. */
  noProxy?: string | undefined;
}

/** An OAuth API key, which Redox recommends. */
export interface OAuthKey {
  clientId: string;
  keyId: string;
  /** PEM: RSA of at least 2048 bits (RS384) or P-384 (ES384). */
  privateKey: string;
}

/** A legacy API key. */
export interface LegacyKey {
  apiKey: string;
  secret: string;
}

export interface RedoxSettings {
  apiUrl: string;
  blobUrl: string;
  sourceId: string | undefined;
  traffic: TrafficSettings;
  wayOut: WayOut;
  key: ReadOAuthKey | LegacyKey;
}

export interface ReadOAuthKey extends Omit<OAuthKey, 'privateKey'> {
  privateKey: KeyObject;
  algorithm: 'RS384' | 'ES384';
}

/** @throws {TypeError} saying which option is wrong and why, without its value */
export function readRedoxOptions(options: RedoxOptions): RedoxSettings {
  if (typeof options !== 'object' || options === null) throw new TypeError('redox is missing: who we are to Redox');
  return {
    apiUrl: baseUrl('redox.apiUrl', options.apiUrl ?? 'https://api.redoxengine.com'),
    blobUrl: baseUrl('redox.blobUrl', options.blobUrl ?? 'https://blob.redoxengine.com'),
    sourceId: options.sourceId === undefined ? undefined : text('redox.sourceId', options.sourceId),
    traffic: readTraffic(options.traffic),
    wayOut: wayOut(options),
    key: 'apiKey' in options ? legacyKey(options) : oauthKey(options),
  };
}

const legacyKey = ({ apiKey, secret }: LegacyKey): LegacyKey => ({
  apiKey: text('redox.apiKey', apiKey),
  secret: text('redox.secret', secret),
});

function oauthKey({ clientId, keyId, privateKey }: OAuthKey): ReadOAuthKey {
  const key = privateKeyOf(text('redox.privateKey', privateKey));
  const algorithm = algorithmOf(key);
  if (!algorithm) throw new TypeError('redox.privateKey must be RSA of at least 2048 bits or elliptic curve P-384');
  return { clientId: text('redox.clientId', clientId), keyId: text('redox.keyId', keyId), privateKey: key, algorithm };
}

function privateKeyOf(pem: string): KeyObject {
  try {
    return createPrivateKey(pem);
  } catch {
    throw new TypeError('redox.privateKey must be an unencrypted private key in PEM, from "-----BEGIN" on');
  }
}

function algorithmOf({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): 'RS384' | 'ES384' | undefined {
  if (asymmetricKeyType === 'rsa' && (asymmetricKeyDetails?.modulusLength ?? 0) >= 2048) return 'RS384';
  return asymmetricKeyType === 'ec' && asymmetricKeyDetails?.namedCurve === 'secp384r1' ? 'ES384' : undefined;
}

function text(name: string, value: unknown): string {
  if (typeof value !== 'string' || value.trim() === '') throw new TypeError(`${name} must be a text, and not empty`);
  return value;
}

function baseUrl(name: string, value: unknown): string {
  const url = webUrl(name, value);
  if (hasCredentials(url)) throw new TypeError(`${name} must hold no user name and no password`);
  return url.href.replace(/\/+$/, '');
}

function webUrl(name: string, value: unknown): URL {
  const url = typeof value === 'string' && URL.canParse(value) ? new URL(value) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) throw new TypeError(`${name} must be an http or https URL`);
  return url;
}

const wayOut = ({ outboundProxy, noProxy }: WayOut): WayOut => ({
  outboundProxy: outboundProxy === undefined ? undefined : webUrl('redox.outboundProxy', outboundProxy).href,
  noProxy: noProxy === undefined ? undefined : text('redox.noProxy', noProxy),
});

export const hasCredentials = ({ username, password }: URL): boolean => username !== '' || password !== '';
