import { Collector } from './bytes.js';
import { isParsable } from './json-structure.js';
import { patiently } from './patience.js';
import { ProblemError } from './problem-error.js';

/** In seconds: when whoever found no room may come again. */
const COME_AGAIN = 5;

/** Whether so many more bytes of a body may be kept; not asked again after it said no. */
export type HasRoom = (bytes: number) => boolean;

/**
 * A request's body, counted while it is read, so that a wrong or missing Content-Length changes nothing.
 * @param limit in bytes
 * @param hasRoom says of each further piece whether there is memory for it
 * @throws {ProblemError} 413 over the limit, 429 without room, 408 when it comes too slowly, 400 when it ends early
 */
export async function readBody(request: Request, limit: number, hasRoom: HasRoom = () => true): Promise<Buffer> {
  const tooLarge = () =>
    new ProblemError(413, 'file-too-large', { detail: `A request may have ${limit} bytes at most` });
  if (Number(request.headers.get('content-length')) > limit) throw tooLarge();
  let collected = new Collector();
  let size = 0;
  let roomy = true;
  try {
    for await (const chunk of request.body ? patiently(request.body) : []) {
      size += chunk.byteLength;
      if (size > limit) break;
      roomy &&= hasRoom(chunk.byteLength);
      // Read to its end without room, too: a client that is still sending hears no answer.
      if (roomy) collected.add(chunk);
      else collected = new Collector();
    }
  } catch (cause) {
    if (cause instanceof ProblemError) throw cause;
    throw new ProblemError(400, 'bad-request', { detail: 'The body ended early', cause });
  }
  if (size > limit) throw tooLarge();
  if (!roomy)
    throw new ProblemError(429, 'rate-limited', {
      detail: 'Too many messages are under way',
      headers: { 'retry-after': String(COME_AGAIN) },
    });
  return collected.bytes;
}

/**
 * A request's body as JSON (RFC 8259).
 * @param limit in bytes
 * @param hasRoom as for `readBody`
 * @throws {ProblemError} 400, 408, 413, 415, 429
 */
export async function readJson(request: Request, limit: number, hasRoom?: HasRoom): Promise<unknown> {
  const type = request.headers.get('content-type')?.split(';', 1)[0]?.trim().toLowerCase();
  if (type !== 'application/json')
    throw new ProblemError(415, 'unsupported-media-type', { detail: 'The Content-Type must be application/json' });
  const bytes = await readBody(request, limit, hasRoom);
  if (!isParsable(bytes))
    throw new ProblemError(400, 'bad-request', { detail: 'The JSON is nested too deeply or has too many values' });
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    // The parser's own text quotes the body, which is PHI: not even as a cause may it go on.
    throw new ProblemError(400, 'bad-request', { detail: 'The body is not JSON in UTF-8' });
  }
}
