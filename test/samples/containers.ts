import { bytesOf, crc32, le16, le32 } from './bytes.js';

/** A zip (APPNOTE) of files that are not compressed, in the order given. */
export function zip(files: Readonly<Record<string, string>>, comment = ''): Uint8Array<ArrayBuffer> {
  let entries = '';
  let directory = '';
  for (const [name, contents] of Object.entries(files)) {
    const facts = `${le16(20, 0, 0, 0, 0x21)}${le32(crc32(contents), contents.length, contents.length)}${le16(name.length)}`;
    directory += `PK\x01\x02${le16(20)}${facts}${le16(0, 0, 0, 0)}${le32(0, entries.length)}${name}`;
    entries += `PK\x03\x04${facts}${le16(0)}${name}${contents}`;
  }
  const count = Object.keys(files).length;
  const end = `PK\x05\x06${le16(0, 0, count, count)}${le32(directory.length, entries.length)}${le16(comment.length)}${comment}`;
  return bytesOf(entries + directory + end);
}

const TYPES = '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>';

/** An Office Open XML document, by the name of its main part. */
export const office = (main: string, others: Readonly<Record<string, string>> = {}): Uint8Array<ArrayBuffer> =>
  zip({ '[Content_Types].xml': TYPES, '_rels/.rels': '<Relationships/>', [main]: '<document/>', ...others });

export const docx = (): Uint8Array<ArrayBuffer> => office('word/document.xml');
export const xlsx = (): Uint8Array<ArrayBuffer> => office('xl/workbook.xml');
export const pptx = (): Uint8Array<ArrayBuffer> => office('ppt/presentation.xml');

export const openDocument = (kind: string, others: Readonly<Record<string, string>> = {}): Uint8Array<ArrayBuffer> =>
  zip({ mimetype: `application/vnd.oasis.opendocument.${kind}`, 'content.xml': '<document/>', ...others });

const SECTOR = 512;
const NO_SECTOR = 0xffffffff;
const NOTHING = -1 >>> 0;

/** A compound file (MS-CFB): one sector of allocations, then the directory with the streams' names. */
export function compoundFile(...streams: string[]): Uint8Array<ArrayBuffer> {
  const header =
    `\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1${'\0'.repeat(16)}${le16(0x3e, 3, 0xfffe, 9, 6)}${'\0'.repeat(6)}` +
    `${le32(0, 1, 1, 0, 4096, 0xfffffffe, 0, 0xfffffffe, 0, 0)}${le32(NO_SECTOR).repeat(108)}`;
  const allocations = le32(0xfffffffd, 0xfffffffe) + le32(NO_SECTOR).repeat(SECTOR / 4 - 2);
  const entry = (name: string, kind: number, child: number) => {
    const utf16 = name.replace(/./g, '$&\0');
    return `${utf16.padEnd(64, '\0')}${le16(utf16.length + 2)}${String.fromCharCode(kind, 1)}${le32(NOTHING, NOTHING, child)}${'\0'.repeat(48)}`;
  };
  const directory = [entry('Root Entry', 5, 1), ...streams.map(name => entry(name, 2, NOTHING))].join('');
  return bytesOf((header + allocations + directory).padEnd(SECTOR * 4, '\0'));
}

/** The beginnings of programs, each long enough to be one. */
export const PROGRAMS: Readonly<Record<string, string>> = {
  'a Windows program': `MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff\0\0${'\0'.repeat(44)}\x40\0\0\0PE\0\0`,
  'a Linux program': `\x7fELF\x02\x01\x01${'\0'.repeat(57)}`,
  'a macOS program': `\xcf\xfa\xed\xfe\x07\0\0\x01${'\0'.repeat(24)}`,
  'a macOS program for two processors': `\xca\xfe\xba\xbe\0\0\0\x02${'\0'.repeat(24)}`,
  'a Java class': `\xca\xfe\xba\xbe\0\0\0\x41${'\0'.repeat(24)}`,
  'a WebAssembly module': '\0asm\x01\0\0\0',
  'a Windows shortcut': `L\0\0\0\x01\x14\x02\0\0\0\0\0\xc0\0\0\0\0\0\0\x46`,
  'a shell script': '#!/bin/sh\necho hello\n',
};

/** The beginnings of archives. */
export const ARCHIVES: Readonly<Record<string, string>> = {
  rar: 'Rar!\x1a\x07\x01\0',
  '7z': "7z\xbc\xaf'\x1c\0\x04",
  gz: '\x1f\x8b\x08\0\0\0\0\0\0\x03',
  xz: '\xfd7zXZ\0\0\x04',
  bz2: 'BZh91AY&SY',
  tar: `folder/${'\0'.repeat(250)}ustar\x0000`,
};
