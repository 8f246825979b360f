import { ProblemError } from './problem-error.js';

/** Who may call from a page: pages of our own host, and of the origins that the options name. */
export interface Origins {
  /**
   * @returns the request's Origin; null where there is none, which no browser leaves out where it matters
   * @throws {ProblemError} 403 for any other
   */
  check(request: Request): string | null;
}

export const createOrigins = (allowed: ReadonlySet<string>): Origins => ({
  check(request) {
    const origin = request.headers.get('origin');
    if (origin === null || allowed.has(origin) || isSameHost(origin, request)) return origin;
    throw new ProblemError(403, 'forbidden', { detail: 'This origin is not allowed' });
  },
});

/** The scheme is left out: behind a proxy that ends TLS, a request does not tell it. */
function isSameHost(origin: string, request: Request): boolean {
  if (!URL.canParse(origin)) return false;
  return new URL(origin).host === (request.headers.get('host') ?? new URL(request.url).host);
}

const REQUEST_HEADERS =
  'Authorization, Content-Type, Idempotency-Key, Tus-Resumable, Upload-Defer-Length, Upload-Length, Upload-Metadata, Upload-Offset';
const RESPONSE_HEADERS =
  'Location, Retry-After, Tus-Extension, Tus-Max-Size, Tus-Resumable, Tus-Version, Upload-Expires, Upload-Length, Upload-Offset';
/** In seconds; browsers keep no preflight longer. */
const PREFLIGHT_LIFETIME = '7200';

/** What every answer carries. Cookies are taken from an allowed origin, because the token request may need them. */
export function setCommonHeaders(headers: Headers, origin: string | null): void {
  headers.set('cache-control', 'no-store');
  headers.set('vary', 'Origin');
  headers.set('x-content-type-options', 'nosniff');
  if (origin === null) return;
  headers.set('access-control-allow-origin', origin);
  headers.set('access-control-allow-credentials', 'true');
  headers.set('access-control-expose-headers', RESPONSE_HEADERS);
}

/** The answer to a preflight (Fetch standard). */
export const preflightHeaders = (methods: string): Record<string, string> => ({
  'access-control-allow-methods': methods,
  'access-control-allow-headers': REQUEST_HEADERS,
  'access-control-max-age': PREFLIGHT_LIFETIME,
});
