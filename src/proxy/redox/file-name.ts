/** In UTF-16 units; what EHRs and file systems take. */
const LONGEST = 200;

/**
 * Controls, line and paragraph separators, marks that turn the direction of writing (a file `fdp.exe` shown backwards),
 * halves of characters, which many do not take for text, and what has no width: beside it nobody sees that `consent.pdf`
 * ends otherwise. What joins or parts letters stays.
 */
const INVISIBLE = /[\p{Cc}\p{Cs}\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu;

/** A file's name as it may stand in a multipart header: no path, no quotes, no line breaks, no hidden marks. */
export function cleanFileName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? '';
  const clean = last.replace(INVISIBLE, '').replaceAll('"', "'").trim();
  if (/^\.*$/.test(clean)) return 'file';
  if (clean.length <= LONGEST) return clean;
  const extension = /\.\w{1,16}$/.exec(clean)?.[0] ?? '';
  // A cut may leave half a character.
  return clean.slice(0, LONGEST - extension.length).replace(INVISIBLE, '') + extension;
}

const MEDIA_TYPE = /^[\w!#$&^.+-]{1,127}\/[\w!#$&^.+-]{1,127}$/;

/** A media type without parameters (RFC 6838 section 4.2); anything else is bytes of an unknown type. */
export function cleanMediaType(type: string): string {
  const essence = type.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  return MEDIA_TYPE.test(essence) ? essence : 'application/octet-stream';
}
