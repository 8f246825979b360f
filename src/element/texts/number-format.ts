const formats = new Map<string, Intl.NumberFormat>();

/** Making one costs a hundred times what using it does, and progress is written many times a second. @param locale BCP 47 */
export function numberFormat(locale: string, options?: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = locale + JSON.stringify(options);
  let format = formats.get(key);
  if (!format) {
    format = new Intl.NumberFormat(locale, options);
    formats.set(key, format);
  }
  return format;
}

/**
 * Whether numbers below a thousand are plain digits with a point, and plurals `one` and `other`. The first use of `Intl`
 * costs an old phone a tenth of a second, so what is drawn before there is a file does without it where it can.
 */
export const isPlain = (locale: string): boolean => /^en(-US)?$/.test(locale);
