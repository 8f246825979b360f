import { RedoxFileError } from '../errors.js';
import type { Delivery, SenderOptions } from '../options.js';

/** Bytes of a file as base64 (RFC 4648): four for every three, padded. */
const base64Size = (size: number): number => Math.ceil(size / 3) * 4;

/**
 * Chooses how a file travels. A sender that looks only at the file's size builds requests that some connections refuse,
 * so in `auto` the whole request has to fit too.
 * @param size of the file, in bytes
 * @param rest size of the message without the file's contents, in bytes
 * @param refused size of the smallest message that was too large before, in bytes
 * @throws RedoxFileError `file-too-large` for a file that is to be embedded and does not fit
 */
export function chooseDelivery(
  size: number,
  rest: number,
  options: Readonly<SenderOptions>,
  refused = Number.POSITIVE_INFINITY,
): Delivery {
  if (options.delivery === 'upload') return 'upload';
  const whole = base64Size(size) + rest;
  const fits = whole <= options.requestLimit;
  if (options.delivery === 'auto') return fits && whole < refused && size < options.embedLimit ? 'embed' : 'upload';
  if (!fits)
    throw new RedoxFileError('file-too-large', {
      facts: { limit: Math.floor(((options.requestLimit - rest) / 4) * 3) },
    });
  return 'embed';
}
