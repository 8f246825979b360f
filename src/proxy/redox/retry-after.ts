/** In milliseconds; a longer wait than a day is a mistake of somebody's. */
const LONGEST = 24 * 60 * 60 * 1000;

/** Whole by the standard, but some say 2.0. */
const SECONDS = /^\d{1,9}(?:\.\d*)?$/;
/** The name of a day begins each of HTTP's dates. What else JavaScript takes for a date, such as 2.0, is none. */
const DATE = /^[a-z]{3,9},? /i;

/**
 * `Retry-After` (RFC 9110 section 10.2.3): a number of seconds, or a date.
 * @returns milliseconds from now on; undefined for what cannot be read
 */
export function parseRetryAfter(value: string | undefined, now = Date.now()): number | undefined {
  const text = value?.trim() ?? '';
  const ms = SECONDS.test(text) ? Number(text) * 1000 : DATE.test(text) ? Date.parse(text) - now : Number.NaN;
  return Number.isNaN(ms) ? undefined : Math.min(Math.max(ms, 0), LONGEST);
}
