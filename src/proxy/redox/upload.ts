import { ReadableStream as NodeReadableStream } from 'node:stream/web';
import { isFileUri } from '../../models/index.js';
import { asRecord } from '../records.js';
import type { Authorized } from './authorized.js';
import { RedoxError } from './error.js';
import { NoAnswer } from './http.js';
import { encodeFile, type RedoxFile } from './multipart.js';
import { refusal } from './refusal.js';

/** In milliseconds; Redox may take a couple of minutes. */
const TIMEOUT = 120_000;

/**
 * `POST {blob}/upload` (Redox: "Sending a file").
 * @returns Redox's URI, which stands for the file in messages of the same source
 * @throws {RedoxError} everything but `send-unconfirmed`: a file without a message is in nobody's chart
 * @throws whatever the file's own stream threw
 */
export async function upload(file: RedoxFile, url: string, authorized: Authorized): Promise<string> {
  let sourceFailure: { error: unknown } | undefined;
  const stream = async function* () {
    try {
      yield* file.stream();
    } catch (error) {
      sourceFailure = { error };
      throw error;
    }
  };
  const { headers, body } = encodeFile({ ...file, stream });
  const answer = await authorized(
    url,
    () => ({ headers, body: webStream(body()), duplex: 'half' as const }),
    TIMEOUT,
  ).catch(error => {
    if (sourceFailure) throw sourceFailure.error;
    if (!(error instanceof NoAnswer)) throw error;
    throw new RedoxError('upload-failed', 'Redox did not answer', { cause: error });
  });
  const { URI } = asRecord(answer.json);
  if (answer.status < 300 && typeof URI === 'string' && isFileUri(URI)) return URI;
  if (answer.status >= 300 && answer.status < 500) throw refusal(answer);
  throw new RedoxError('upload-failed', `Redox answered ${answer.status} without a URI`, { status: answer.status });
}

/** Pulled chunk by chunk; the DOM's own types do not know `from` yet. */
const webStream = (bytes: AsyncIterable<Uint8Array>) => NodeReadableStream.from(bytes) as ReadableStream<Uint8Array>;
