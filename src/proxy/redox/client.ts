import { toBlob } from '../../models/index.js';
import { cacheAccessTokens } from './access-tokens.js';
import { authorizedBy } from './authorized.js';
import { legacyTokens } from './legacy-auth.js';
import type { RedoxFile } from './multipart.js';
import { oauthTokens } from './oauth.js';
import { type RedoxOptions, type RedoxSettings, readRedoxOptions } from './options.js';
import { type Accepted, send } from './send.js';
import { upload } from './upload.js';

export interface RedoxClient {
  /**
   * Uploads a file.
   * @returns what stands in a message in place of the file's contents
   * @throws {RedoxError}
   */
  upload(file: RedoxFile): Promise<{ URI: string }>;
  /**
   * Sends a message, once.
   * @param json the message's JSON, where the caller has it already
   * @throws {RedoxError} `send-unconfirmed` when it may or may not have been accepted
   */
  send(message: object, json?: Blob): Promise<Accepted>;
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
  const authorized = authorizedBy(cacheAccessTokens(tokenRequest(settings)));
  return {
    upload: async file => ({ URI: await upload(file, `${settings.blobUrl}/upload`, authorized) }),
    send: (message, json = toBlob(message)) => send(json, message, `${settings.apiUrl}/endpoint`, authorized),
  };
}

function tokenRequest({ key, ...settings }: RedoxSettings) {
  return 'apiKey' in key ? legacyTokens({ ...settings, key }) : oauthTokens({ ...settings, key });
}
