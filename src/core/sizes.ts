/** The largest file that Redox takes where nothing else is said, in bytes; see the README for this and other limits. */
export const MAX_SIZE = 30e6;

const UNITS: Readonly<Record<string, number>> = {
  B: 1,
  KB: 1e3,
  MB: 1e6,
  GB: 1e9,
  KIB: 2 ** 10,
  MIB: 2 ** 20,
  GIB: 2 ** 30,
};

/**
 * Bytes of a size with its unit: `10MB` is 10^7, `5MiB` 5 × 2^20, a bare number bytes. The spelling is not case-sensitive.
 * @returns undefined for anything else
 */
export function parseSize(text: string): number | undefined {
  const match = /^\s*(\d+(?:\.\d+)?)\s*([KMG]?i?B)?\s*$/i.exec(text);
  const unit = UNITS[(match?.[2] ?? 'B').toUpperCase()];
  return match && unit ? Math.floor(Number(match[1]) * unit) : undefined;
}
