import type { Grant } from '../../protocol/index.js';
import { readGrant } from '../grant.js';
import { PREVIOUS_TOKEN } from '../issue-token.js';
import { itemsOf } from '../items.js';
import { ProblemError } from '../problem-error.js';

/** In milliseconds, for all of it. */
const TIMEOUT = 10_000;
/** In bytes; a grant has to fit into a token, which has 7 kB at most. */
const LARGEST_ANSWER = 65_536;

/**
 * What of the browser's request is about this one hop (RFC 9110 section 7.6.1), about a body that is not passed on, for us
 * alone, or for us to say of our own request.
 */
const NOT_PASSED = new Set([
  'accept-encoding',
  'connection',
  'content-encoding',
  'content-language',
  'content-length',
  'content-location',
  'content-type',
  'expect',
  'host',
  'keep-alive',
  PREVIOUS_TOKEN,
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'range',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/**
 * Asks the portal who is behind a request, by a POST with its cookies and headers. 200 brings a grant, 401 and 403 none;
 * anything else is an error of the portal's, and nobody is let in.
 * @param timeout in milliseconds
 */
export const forwardAuthorization =
  (url: string, timeout = TIMEOUT) =>
  async (request: Request): Promise<Grant | null> => {
    const { status, text } = await ask(url, request, timeout);
    if (status === 401) return null;
    if (status === 403) throw new ProblemError(403, 'token-refused', { detail: 'The host does not allow it' });
    if (status !== 200) throw badGateway(`AUTHORIZE_URL answered ${status}`);
    return grantIn(text);
  };

async function ask(url: string, request: Request, timeout: number): Promise<{ status: number; text: string }> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: passedHeaders(request),
      // Cookies go where the operator says, nowhere else.
      redirect: 'manual',
      signal: AbortSignal.timeout(timeout),
    });
    return { status: response.status, text: await readText(response) };
  } catch (cause) {
    if (cause instanceof ProblemError) throw cause;
    throw new ProblemError(503, 'service-unavailable', { detail: 'AUTHORIZE_URL did not answer', cause });
  }
}

function passedHeaders({ headers, url }: Request): Headers {
  const named = itemsOf(headers.get('connection')?.toLowerCase() ?? '');
  const passed = [...headers].filter(([name]) => !NOT_PASSED.has(name) && !named.includes(name));
  const result = new Headers(passed);
  result.set('accept', 'application/json');
  if (!result.has('x-forwarded-host')) result.set('x-forwarded-host', headers.get('host') ?? new URL(url).host);
  return result;
}

async function readText(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > LARGEST_ANSWER) throw badGateway(`AUTHORIZE_URL answered more than ${LARGEST_ANSWER} bytes`);
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

/** Strict: what is nearly a grant may be one that lacks a limit. */
function grantIn(text: string): Grant {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // The parser's own text quotes the answer, which is PHI.
    throw badGateway('AUTHORIZE_URL answered 200 without JSON');
  }
  try {
    return readGrant(value);
  } catch (error) {
    throw error instanceof ProblemError ? badGateway(error.options.detail ?? '') : error;
  }
}

const badGateway = (detail: string) => new ProblemError(502, 'bad-gateway', { detail });
