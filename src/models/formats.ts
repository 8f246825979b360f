/** The text formats that Redox's fields prescribe. */

const DATE_TIME = /^(.{10})T([01]\d|2[0-3]):[0-5]\d(:([0-5]\d|60)([.,]\d+)?)?(Z|[+-]([01]\d|2[0-3])(:?[0-5]\d)?)?$/;
const UUID = /^[\da-f]{8}-([\da-f]{4}-){3}[\da-f]{12}$/i;
/**
 * Decoded at once, in characters; a multiple of 4. Of twice as much V8 puts the result, which nobody keeps, where it keeps
 * what lives long, and in Node that takes five times as long.
 */
const SLICE = 2 ** 17;

/** A day that exists, as `YYYY-MM-DD`. */
export function isDate(value: string): boolean {
  const time = Date.parse(value);
  // Date.parse rolls 30 February over to March; a day that exists comes back as it went in.
  return /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(time) && new Date(time).toISOString().startsWith(value);
}

/** ISO 8601 date and time; fractions of a second and the zone may be left out. */
export const isDateTime = (value: string): boolean => isDate(DATE_TIME.exec(value)?.[1] ?? '');

/** RFC 9562, any version. */
export const isUuid = (value: string): boolean => UUID.test(value);

/**
 * RFC 4648 section 4: standard alphabet, padded, no line breaks. The platform decodes it, piece by piece, which takes 2 ms
 * for 13 MB in Node 20 (6 in Chromium), where a search by regular expressions takes 11. `atob` forgives white space,
 * missing padding and an end in the middle (of pieces), but then there are fewer bytes than so many characters hold.
 */
export function isBase64(value: string): boolean {
  let bytes = 0;
  try {
    for (let at = 0; at < value.length; at += SLICE) bytes += atob(value.slice(at, at + SLICE)).length;
  } catch {
    return false;
  }
  const padding = value.slice(-2).split('=').length - 1;
  return bytes > 0 && bytes === (value.length / 4) * 3 - padding;
}

/** The reference to an uploaded file: an absolute https URI, of the characters of RFC 3986 alone. */
export const isFileUri = (value: string): boolean =>
  value.length <= 4096 && /^https:\/\/[!#-;=?-[\]_a-z~]+$/i.test(value) && URL.canParse(value);
