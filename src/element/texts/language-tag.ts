/** A language tag in its canonical form, such as `zh-TW`; undefined where it is none. Pages write `zh_TW` as well. */
export function canonicalTag(tag: string): string | undefined {
  try {
    return new Intl.Locale(tag.trim().replaceAll('_', '-')).toString();
  } catch {
    return undefined;
  }
}

/**
 * Under what names the texts for a tag may stand, the best first: `zh-TW` → `zh-TW`, `zh-Hant`, `zh`. A script that is
 * not named is the one that is usual in the region.
 * @param tag canonical
 */
export function lookupOf(tag: string): readonly string[] {
  const { baseName, language, region } = new Intl.Locale(tag);
  const { script } = new Intl.Locale(tag).maximize();
  return [baseName, `${language}-${region}`, `${language}-${script}`, language];
}

/** The first of some locales whose numbers and plural rules the runtime has: it would put its user's own in their place. */
export const knownLocale = (...locales: readonly (string | undefined)[]): string =>
  locales.find(locale => locale && Intl.PluralRules.supportedLocalesOf(locale).length > 0) ?? 'en';
