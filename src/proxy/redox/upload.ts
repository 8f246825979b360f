import { isFileUri } from '../../models/index.js';
import { asRecord } from '../records.js';
import type { Authorized } from './authorized.js';
import { RedoxError } from './error.js';
import { NoAnswer } from './http.js';
import { encodeFile, type RedoxFile } from './multipart.js';
import { refusal } from './refusal.js';

/**
 * `POST {blob}/upload` (Redox: "Sending a file").
 * @returns Redox's URI, which stands for the file in messages of the same source
 * @throws {RedoxError} everything but `send-unconfirmed`: a file without a message is in nobody's chart
 * @throws whatever the file's own stream threw
 */
export async function upload(file: RedoxFile, url: string, authorized: Authorized): Promise<string> {
  const { headers, body } = encodeFile(file);
  const answer = await authorized(url, () => ({ headers, body: body() })).catch(error => {
    if (!(error instanceof NoAnswer)) throw error;
    throw new RedoxError('upload-failed', 'Redox did not answer', { cause: error });
  });
  const { URI } = asRecord(answer.json);
  const { status } = answer;
  if (status < 300 && typeof URI === 'string' && isFileUri(URI)) return URI;
  if (status >= 400 && status < 500 && status !== 408) throw refusal(answer);
  throw new RedoxError('upload-failed', `Redox answered ${status} without a URI`, { status });
}
