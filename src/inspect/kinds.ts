/** A kind of file that we know. */
export interface Kind {
  /** What it is called here: its usual extension. */
  key: string;
  /** Media type (RFC 6838), as it is passed on. */
  type: string;
  /** Other extensions, and other media types that senders give it. */
  aliases: readonly string[];
}

/**
 * A kind a line: extension, media type, aliases. A media type that stands nowhere says nothing, so an alias is one that
 * is another kind's own (Windows calls a .csv a spreadsheet, Android an .m4a an MP3), or that text comes with.
 */
const TABLE = `pdf application/pdf
jpg image/jpeg jpeg jpe jfif
png image/png
gif image/gif
webp image/webp
heic image/heic heif
tif image/tiff tiff
bmp image/bmp
dcm application/dicom
rtf application/rtf application/msword
wav audio/wav
mp3 audio/mpeg
mp4 video/mp4 m4v audio/mp4
m4a audio/mp4 video/mp4 audio/mpeg
mov video/quicktime
3gp video/3gpp
docx application/vnd.openxmlformats-officedocument.wordprocessingml.document
xlsx application/vnd.openxmlformats-officedocument.spreadsheetml.sheet
pptx application/vnd.openxmlformats-officedocument.presentationml.presentation
odt application/vnd.oasis.opendocument.text
ods application/vnd.oasis.opendocument.spreadsheet
odp application/vnd.oasis.opendocument.presentation
doc application/msword
xls application/vnd.ms-excel
ppt application/vnd.ms-powerpoint
txt text/plain log
csv text/csv text/plain application/vnd.ms-excel
json application/json text/plain
html text/html htm text/plain
xml application/xml cda text/xml text/plain
svg image/svg+xml`;

const KINDS: readonly Kind[] = TABLE.split('\n').map(line => {
  const [key = '', type = '', ...aliases] = line.split(' ');
  return { key, type, aliases };
});

/** Where two kinds have one media type, it is the type of the one and an alias of the other. */
export const kindOfType = (type: string): Kind | undefined =>
  KINDS.find(kind => kind.type === type) ?? KINDS.find(({ aliases }) => aliases.includes(type));

export const kindOfExtension = (extension: string): Kind | undefined =>
  KINDS.find(({ key, aliases }) => key === extension || aliases.includes(extension));

/** The media type of a kind; empty for none. */
export const typeOf = (key: string | undefined): string => KINDS.find(kind => kind.key === key)?.type ?? '';

/** How text of each kind begins. */
export const BEGINNINGS: Readonly<Record<string, RegExp>> = {
  txt: /^/,
  csv: /^/,
  html: /^/,
  json: /^[[{"\dtfn-]/,
  xml: /^</,
  svg: /^</,
};
