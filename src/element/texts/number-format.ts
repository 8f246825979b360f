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
