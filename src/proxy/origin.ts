import type { Exchange } from './exchange.js';
import { itemsOf } from './items.js';
import { ProblemError } from './problem-error.js';

/** Who may call from a page. */
export interface Origins {
  /**
   * @returns the request's Origin; null where there is none, which no browser leaves out where it matters
   * @throws {ProblemError} 403 for any other
   */
  check(request: Request): string | null;
}

/** Whether a text is an origin as browsers write it. To the URL standard a star is a host's name like any other. */
export const isOrigin = (text: string): boolean =>
  URL.canParse(text) && new URL(text).origin === text && !text.includes('*');

/**
 * @param allowed exactly these; where there are none, pages of our own host, as the Host header names it. Who answers
 * under more names than its own, or cannot tell, has to say which are its pages' (DNS rebinding).
 */
export const createOrigins = (allowed: ReadonlySet<string>): Origins => ({
  check(request) {
    const origin = request.headers.get('origin');
    if (origin === null) {
      // A browser that leaves the Origin out says at least from what kind of page it comes (Fetch Metadata).
      if (/^(cross|same)-site$/.test(request.headers.get('sec-fetch-site') ?? '')) throw notAllowed();
      return null;
    }
    if (allowed.size > 0 ? allowed.has(origin) : isSameHost(origin, request)) return origin;
    throw notAllowed();
  },
});

const notAllowed = () => new ProblemError(403, 'forbidden', { detail: 'This origin is not allowed' });

/**
 * Behind a proxy that ends TLS, a request does not tell its scheme, unless that proxy does. Where it is known to be
 * https, a page by http is another's: whoever is on its line can have written it.
 */
function isSameHost(origin: string, request: Request): boolean {
  if (!URL.canParse(origin)) return false;
  const [page, target] = [new URL(origin), new URL(request.url)];
  if (page.host !== (request.headers.get('host') ?? target.host)) return false;
  const forwarded = request.headers.get('x-forwarded-proto')?.split(',', 1)[0]?.trim().toLowerCase();
  const isSecure = target.protocol === 'https:' || forwarded === 'https';
  return page.protocol === 'https:' || (page.protocol === 'http:' && !isSecure);
}

const REQUEST_HEADERS =
  'Authorization, Content-Type, Idempotency-Key, Previous-Token, Tus-Resumable, Upload-Defer-Length, Upload-Length, Upload-Metadata, Upload-Offset';
const RESPONSE_HEADERS =
  'Location, Retry-After, Tus-Extension, Tus-Max-Size, Tus-Resumable, Tus-Version, Upload-Expires, Upload-Length, Upload-Offset, X-Request-Id';
/** In seconds; browsers keep no preflight longer. */
const PREFLIGHT_LIFETIME = '7200';

/** What every answer carries. Cookies are taken from an allowed origin, because the token request may need them. */
export function setCommonHeaders(
  headers: Headers,
  { origin, requestId }: Pick<Exchange, 'origin' | 'requestId'>,
): void {
  headers.set('cache-control', 'no-store');
  headers.set('vary', 'Origin');
  headers.set('x-content-type-options', 'nosniff');
  headers.set('x-request-id', requestId);
  if (origin === null) return;
  headers.set('access-control-allow-origin', origin);
  headers.set('access-control-allow-credentials', 'true');
  headers.set('access-control-expose-headers', RESPONSE_HEADERS);
}

/**
 * The answer to a preflight (Fetch standard). What else a page asks for is allowed, too: which headers `authorize` reads,
 * or what its monitoring adds to requests, only the host knows, and the origin is one that may call.
 */
export const preflightHeaders = ({ headers }: Request, methods: string): Record<string, string> => ({
  'access-control-allow-methods': methods,
  'access-control-allow-headers': [
    REQUEST_HEADERS,
    ...namesIn(headers.get('access-control-request-headers') ?? ''),
  ].join(', '),
  'access-control-max-age': PREFLIGHT_LIFETIME,
});

/** Header names, of which none is a wildcard. */
const namesIn = (list: string): string[] => itemsOf(list).filter(name => /^[\w-]+$/.test(name));
