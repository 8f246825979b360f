import { numberFormat } from './number-format.js';

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** A size in the language's own words: `9.9 MB`. @param bytes */
export function formatSize(bytes: number, locale: string): string {
  const power = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), UNITS.length - 1);
  return numberFormat(locale, {
    style: 'unit',
    unit: UNITS[power] ?? 'byte',
    unitDisplay: power === 0 ? 'long' : 'short',
    maximumFractionDigits: 1,
    // A file just below a limit must not look as large as the limit.
    roundingMode: 'floor',
  } as Intl.NumberFormatOptions).format(bytes / 1000 ** power);
}
