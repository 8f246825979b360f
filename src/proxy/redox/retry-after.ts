/** In milliseconds; a longer wait than a day is a mistake of somebody's. */
const LONGEST = 24 * 60 * 60 * 1000;

/**
 * `Retry-After` (RFC 9110 section 10.2.3): a number of seconds, or a date.
 * @returns milliseconds from now on; undefined for what cannot be read
 */
export function parseRetryAfter(value: string | undefined, now = Date.now()): number | undefined {
  const text = value?.trim() ?? '';
  const ms = /^\d{1,9}$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now;
  return Number.isNaN(ms) ? undefined : Math.min(Math.max(ms, 0), LONGEST);
}
