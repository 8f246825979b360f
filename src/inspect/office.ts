import { asciiOf, find } from './bytes.js';
import { kindOfType } from './kinds.js';
import { ARCHIVE, LOCKED, PROGRAM } from './refused.js';

/** The end of a zip's directory, with the longest comment that may follow. In bytes. */
const END = 22 + 0xffff;
/** An Office document's directory is never as long; what lies beyond it is not looked at. In bytes. */
const DIRECTORY = 2 ** 20;

/** What a zip is: an Office document by the names in its directory, and any other is an archive. */
export function zipKinds(bytes: Uint8Array): readonly string[] {
  const names = directoryOf(bytes);
  // OpenDocument begins with an entry that holds its media type, not compressed.
  const openDocument = /^mimetype(application.vnd.oasis[\w.]+)PK/.exec(asciiOf(bytes, 30, 120))?.[1];
  // Office Open XML (ECMA-376) is known by its main part.
  const main = names.includes('[Content_Types].xml') && /(?:word\/docu|xl\/workbook\.x|ppt\/presen)m?/.exec(names)?.[0];
  const kind = openDocument
    ? kindOfType(openDocument)?.key
    : main && { w: 'docx', x: 'xlsx', p: 'pptx' }[main[0] ?? ''];
  if (!kind) return [ARCHIVE];
  return /vbaProject\.bin|Basic\/\w+\/\w+\.xml/.test(names) ? [kind, PROGRAM] : [kind];
}

/** The central directory of a zip (APPNOTE 4.3.12), which names every entry; empty where there is none. */
function directoryOf(bytes: Uint8Array): string {
  const tail = Math.max(0, bytes.length - END);
  const end = tail + asciiOf(bytes, tail, bytes.length).lastIndexOf('PK\x05\x06');
  if (end < tail || end + 22 > bytes.length) return '';
  const size = new DataView(bytes.buffer, bytes.byteOffset).getUint32(end + 12, true);
  return asciiOf(bytes, end - size, Math.min(end, end - size + DIRECTORY));
}

/** Names of streams in a compound file (MS-CFB) that say what it is. */
const STREAMS: readonly (readonly [string, string])[] = [
  ['EncryptedPackage', LOCKED],
  ['WordDocument', 'doc'],
  ['Workbook', 'xls'],
  // Excel 5 and 95; as a whole name, for it is a word too.
  ['Book\0\0', 'xls'],
  ['PowerPoint Document', 'ppt'],
];

/**
 * What a compound file is: Office of the years before 2007, or an Office document behind a password. Others are
 * installers, mails and the like: archives to us. One document may stand within another, so several can be found.
 */
export function oleKinds(bytes: Uint8Array): readonly string[] {
  // The names are UTF-16.
  const kinds = STREAMS.filter(([name]) => find(bytes, name.replace(/./g, '$&\0')) >= 0).map(([, kind]) => kind);
  return kinds.length > 0 ? kinds : [ARCHIVE];
}
