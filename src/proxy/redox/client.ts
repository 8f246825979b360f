import { cacheAccessTokens } from './access-tokens.js';
import { authorizedBy } from './authorized.js';
import { createPost } from './http.js';
import { legacyTokens } from './legacy-auth.js';
import type { RedoxFile } from './multipart.js';
import { oauthTokens } from './oauth.js';
import { type RedoxOptions, type RedoxSettings, readRedoxOptions } from './options.js';
import { type Accepted, send } from './send.js';
import type { TokenServices } from './token-request.js';
import { createTraffic, type RedoxHealth } from './traffic.js';
import { upload } from './upload.js';
import { withSource } from './with-source.js';

export interface RedoxClient {
  /**
   * Uploads a file.
   * @returns what stands in a message in place of the file's contents
   * @throws {RedoxError}
   */
  upload(file: RedoxFile): Promise<{ URI: string }>;
  /**
   * Sends a message, once.
   * @param json the message's JSON in UTF-8, where the caller has it already; it goes as it is, without `sourceId`
   * @throws {RedoxError} `send-unconfirmed` when it may or may not have been accepted
   */
  send(message: object, json?: Uint8Array): Promise<Accepted>;
  /** How it stands between us and Redox; makes no call. */
  health(): RedoxHealth;
}

/**
 * Redox's API for senders of files: access tokens by themselves, uploads, messages.
 * @throws {TypeError} for a wrong option, saying which and why
 * @example
 * const redox = createRedoxClient({ clientId, keyId, privateKey });
 * const { logIds } = await redox.send(message);
 */
export function createRedoxClient(options: RedoxOptions): RedoxClient {
  const settings = readRedoxOptions(options);
  const traffic = createTraffic(settings.traffic);
  // Connections of their own for each kind of call: where one host has them all, a token would wait for files, for ever.
  const post = (ownConnection = false) => createPost({ ...settings.traffic, ...settings.wayOut, ownConnection });
  const tokens = cacheAccessTokens(tokenRequest(settings, { traffic, post: post() }));
  const uploading = authorizedBy({ call: 'upload', traffic, tokens, post: post() });
  const sending = authorizedBy({ call: 'endpoint', traffic, tokens, post: post(true) });
  return {
    upload: async file => ({ URI: await upload(file, `${settings.blobUrl}/upload`, uploading) }),
    send: (message, json = Buffer.from(JSON.stringify(withSource(message, settings.sourceId)))) =>
      send(json, message, `${settings.apiUrl}/endpoint`, sending),
    health: () => traffic.health(),
  };
}

function tokenRequest({ key, ...settings }: RedoxSettings, services: TokenServices) {
  return 'apiKey' in key ? legacyTokens({ ...settings, key }, services) : oauthTokens({ ...settings, key }, services);
}
