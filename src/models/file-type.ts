/** A type a line: as Redox writes it, in lower case; then the media types and the other extensions that stand for it. */
const TYPES = `pdf application/pdf
jpg image/jpeg jpeg jpe
png image/png
gif image/gif
webp image/webp
heic image/heic image/heif heif
tif image/tiff tiff
bmp image/bmp
svg image/svg+xml
dcm application/dicom dicom
rtf application/rtf text/rtf
wav audio/wav audio/wave
mp3 audio/mpeg
mp4 video/mp4
m4a audio/mp4 audio/m4a
mov video/quicktime
webm video/webm audio/webm
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
txt text/plain text
csv text/csv
json application/json
html text/html htm
xml application/xml text/xml`;

const written = (name: string): string | undefined =>
  TYPES.split('\n')
    .find(line => line.split(' ').includes(name))
    ?.split(' ', 1)[0];

/**
 * The type of a file as Redox writes it: an upper-case extension such as `PDF` or `JPG`. An unknown media type takes the
 * name's extension; with neither there is none. Source: the examples in "Send a file via Redox Data Model API".
 * @param file its name and its media type (RFC 6838), parameters and all
 */
export function fileTypeOf(file: { name: string; type: string }): string | undefined {
  const type = file.type
    .replace(/\s*;.*/, '')
    .toLowerCase()
    .replace('/x-', '/');
  const extension = /[^\\/]\.([\w-]{1,16})[\s.]*$/.exec(file.name)?.[1]?.toLowerCase() ?? '';
  return (written(type) ?? written(extension) ?? extension).toUpperCase() || undefined;
}
