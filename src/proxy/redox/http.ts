import type { Readable } from 'node:stream';
import { isParsable } from '../json-structure.js';
import { createDispatcher, type DispatcherOptions } from './dispatcher.js';
import type { TrafficSettings } from './traffic-options.js';

/** Redox's answer; a body that is no JSON counts as none. */
export interface RedoxAnswer {
  status: number;
  /** As it came: absent, once, or several options. */
  retryAfter: string | undefined;
  json: unknown;
}

/** A request without an answer. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
  /** Whether the request, or part of it, may have arrived. If not, nothing of what was asked for has happened. */
  readonly sent: boolean;

  constructor(sent: boolean, cause: unknown) {
    super('Redox did not answer', { cause });
    this.sent = sent;
  }
}

export interface RedoxRequest {
  headers: Record<string, string>;
  /** Sent as it is given, one piece at a time, and never more than Redox takes in. */
  body: AsyncIterable<Uint8Array>;
}

/**
 * One POST to Redox.
 * @throws {NoAnswer}
 * @throws whatever the body threw
 */
export type Post = (url: string, request: RedoxRequest) => Promise<RedoxAnswer>;

/** In bytes: what Redox answers has a few hundred, and the ledger keeps it. */
const LARGEST_ANSWER = 1_000_000;

export type PostOptions = DispatcherOptions & Pick<TrafficSettings, 'idleTimeout' | 'answerTimeout'>;

/**
 * POSTs that nothing holds up for ever: a connection, each piece of a body, and the answer as a whole have a time limit.
 * Redirects are not followed: credentials and PHI go where the options say, nowhere else.
 */
export function createPost(options: PostOptions): Post {
  const dispatcher = createDispatcher(options);
  return async (url, { headers, body }) => {
    const limit = createTimeLimit();
    let sent = false;
    let sentWhole = false;
    let failure: { error: unknown } | undefined;
    // The library asks for the first piece when there is a connection, and for each further one when it can be sent.
    async function* watched() {
      sent = true;
      limit.restart(options.idleTimeout, 'A request to Redox stalled');
      try {
        for await (const piece of body) {
          limit.restart(options.idleTimeout, 'A request to Redox stalled');
          yield piece;
        }
      } catch (error) {
        failure = { error };
        throw error;
      }
      sentWhole = true;
      limit.restart(options.answerTimeout, 'Redox did not answer in time');
    }
    try {
      const { origin, pathname, search } = new URL(url);
      const answer = await dispatcher.request({
        origin,
        path: pathname + search,
        method: 'POST',
        headers,
        // The library takes any iterable, which its types do not know.
        body: watched() as unknown as Readable,
        signal: limit.signal,
      });
      // An answer that comes after the request has been waited for already.
      if (!sentWhole) limit.restart(options.answerTimeout, 'Redox did not answer in time');
      const retryAfter = [answer.headers['retry-after']].flat()[0];
      return { status: answer.statusCode, retryAfter, json: await readJson(answer.body) };
    } catch (cause) {
      throw failure ? failure.error : new NoAnswer(sent, cause);
    } finally {
      limit.end();
    }
  };
}

/** One timer for a request as a whole, which each of its steps sets anew. */
function createTimeLimit() {
  const controller = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let ended = false;
  return {
    signal: controller.signal,
    restart(ms: number, reason: string) {
      clearTimeout(timer);
      // The body of a request that was cut off is asked for one more piece.
      if (ended) return;
      timer = setTimeout(() => controller.abort(new Error(reason)), ms);
    },
    end() {
      ended = true;
      clearTimeout(timer);
    },
  };
}

/** @returns undefined for what is no JSON in UTF-8, or is more than Redox ever answers */
async function readJson(body: AsyncIterable<Uint8Array>): Promise<unknown> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.byteLength;
    // Leaving the loop destroys the stream, and the connection with it.
    if (size > LARGEST_ANSWER) return undefined;
    chunks.push(chunk);
  }
  const bytes = Buffer.concat(chunks);
  if (!isParsable(bytes)) return undefined;
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}
