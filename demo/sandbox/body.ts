import { errorDetail, Refusal } from './refusal.js';

export class TooLarge extends Error {}

/**
 * A request's body as text. A body over the limit is read to its end without being kept, so that the client gets to read
 * the answer instead of a broken pipe.
 * @param limit in bytes
 * @throws {TooLarge} over the limit
 * @throws {TypeError} when it is not UTF-8
 */
export async function readText(request: Request, limit: number): Promise<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let text = '';
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > limit) text = '';
    else text += decoder.decode(chunk, { stream: true });
  }
  if (size > limit) throw new TooLarge();
  return text + decoder.decode();
}

/** The media type alone, without parameters (RFC 9110 section 8.3.1). */
export const mediaTypeOf = (request: Request): string =>
  request.headers.get('content-type')?.split(';', 1)[0]?.trim().toLowerCase() ?? '';

/**
 * A request's body as JSON (RFC 8259), which it has to declare: a page of another origin cannot send that type unasked.
 * @param limit in bytes
 * @throws {Refusal} 400 for what is no JSON, 413 over the limit
 */
export async function readJson(request: Request, limit: number): Promise<unknown> {
  if (mediaTypeOf(request) !== 'application/json')
    throw new Refusal(400, errorDetail('The Content-Type must be application/json'));
  try {
    return JSON.parse(await readText(request, limit));
  } catch (error) {
    if (error instanceof TooLarge) throw new Refusal(413, errorDetail(`The request is larger than ${limit} bytes`));
    // A message of JSON.parse quotes the text, which is PHI.
    if (error instanceof SyntaxError) throw new Refusal(400, errorDetail('The body is not JSON'));
    if (error instanceof TypeError) throw new Refusal(400, errorDetail('The body is not UTF-8'));
    throw error;
  }
}

/** Takes in what nobody has read of a request, for the same reason. */
export async function discardBody(request: Request): Promise<void> {
  if (request.bodyUsed || !request.body) return;
  await request.body.pipeTo(new WritableStream()).catch(() => {
    // The client has gone away; there is nobody left to answer.
  });
}
