import { isPlain, numberFormat } from './number-format.js';

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;
const SHORT = ['bytes', 'kB', 'MB', 'GB'];

/** A size in the language's own words: `9.9 MB`. A file just below a limit does not look as large as it. @param bytes */
export function formatSize(bytes: number, locale: string): string {
  const power = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), UNITS.length - 1);
  const value = power > 0 ? Math.floor(bytes / 10 ** (3 * power - 1)) / 10 : bytes;
  if (isPlain(locale) && value < 1000 && bytes !== 1) return `${value} ${SHORT[power]}`;
  return numberFormat(locale, {
    style: 'unit',
    unit: UNITS[power] ?? 'byte',
    unitDisplay: power > 0 ? 'short' : 'long',
    maximumFractionDigits: 1,
  }).format(value);
}
