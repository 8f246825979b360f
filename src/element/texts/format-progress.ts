import type { Progress } from '../../core/index.js';
import { isPlain, numberFormat } from './number-format.js';

/** How much of a whole, rounded down: 100 % is only what is complete. @param share 0 to 1 */
export function formatShare(share: number, locale: string): string {
  const percent = Math.floor(share * 100);
  return isPlain(locale) ? `${percent}%` : numberFormat(locale, { style: 'percent' }).format(percent / 100);
}

const inUnit = (value: number, unit: string, unitDisplay: 'short' | 'long', locale: string): string =>
  numberFormat(locale, { style: 'unit', unit, unitDisplay, maximumSignificantDigits: 2 }).format(value);

/** `1.2 MB/s`. @param bytesPerSecond a rate of which something can be told */
export const formatRate = (bytesPerSecond: number, locale: string): string =>
  bytesPerSecond < 1e6
    ? inUnit(bytesPerSecond / 1e3, 'kilobyte-per-second', 'short', locale)
    : inUnit(bytesPerSecond / 1e6, 'megabyte-per-second', 'short', locale);

/** `40 seconds`, `2 minutes`: never so exact that it has to be taken back with the next byte. Undefined for a moment. */
export function formatTimeLeft({ sent, total, bytesPerSecond }: Progress, locale: string): string | undefined {
  const seconds = Math.ceil((total - sent) / bytesPerSecond / 5) * 5;
  if (seconds <= 5) return undefined;
  if (seconds < 60) return inUnit(seconds, 'second', 'long', locale);
  const minutes = Math.ceil(seconds / 60);
  return minutes < 60
    ? inUnit(minutes, 'minute', 'long', locale)
    : inUnit(Math.ceil(minutes / 60), 'hour', 'long', locale);
}
