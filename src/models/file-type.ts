/**
 * File types as Redox writes them: upper-case extensions such as `PDF` and `JPG` ("Send a file via Redox Data Model
 * API"). Only what differs from "the subtype in upper case" stands here.
 */
const BY_MEDIA_TYPE: Readonly<Record<string, string>> = {
  'image/jpeg': 'JPG',
  'image/tiff': 'TIF',
  'image/svg+xml': 'SVG',
  'image/heif': 'HEIC',
  'text/plain': 'TXT',
  'text/rtf': 'RTF',
  'text/markdown': 'MD',
  'application/xhtml+xml': 'HTML',
  'application/dicom': 'DCM',
  'application/msword': 'DOC',
  'application/vnd.ms-excel': 'XLS',
  'application/vnd.ms-powerpoint': 'PPT',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'DOCX',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'XLSX',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'PPTX',
  'audio/mpeg': 'MP3',
  'audio/mp4': 'M4A',
  'audio/x-m4a': 'M4A',
  'audio/wave': 'WAV',
  'audio/x-wav': 'WAV',
  'video/quicktime': 'MOV',
};

/** Media types whose subtype, in upper case, is what Redox writes. */
const BY_SUBTYPE =
  /^(?:image\/(png|gif|webp|heic|bmp)|application\/(pdf|rtf|xml|json)|text\/(html|csv|xml)|video\/(mp4|webm)|audio\/(wav|ogg|webm))$/;

const ALIASES: Readonly<Record<string, string>> = {
  JPEG: 'JPG',
  JPE: 'JPG',
  TIFF: 'TIF',
  TEXT: 'TXT',
  HTM: 'HTML',
  HEIF: 'HEIC',
  DICOM: 'DCM',
};

/**
 * The type of a file as Redox writes it. An unknown media type takes the name's extension; with neither there is none.
 * @param file its name and its media type (RFC 6838), parameters and all
 */
export function fileTypeOf(file: { name: string; type: string }): string | undefined {
  const type = file.type.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  const known = Object.hasOwn(BY_MEDIA_TYPE, type)
    ? BY_MEDIA_TYPE[type]
    : BY_SUBTYPE.exec(type)?.slice(1).find(Boolean);
  if (known) return known.toUpperCase();
  const extension = /[^.\\/]\.([\p{L}\p{N}_-]{1,16})$/u.exec(file.name)?.[1]?.toUpperCase();
  return extension && (ALIASES[extension] ?? extension);
}
