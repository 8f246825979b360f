import { bytesOf } from './bytes.js';

export interface PdfOptions {
  /** Entries that the trailer has besides its own. */
  trailer?: string;
  /** How the places of objects are told: in a table with a trailer, or in a stream with a dictionary. */
  xref?: 'table' | 'stream';
  /** What the page's contents are, in plain. */
  contents?: string;
  /** What stands before the header. */
  before?: string;
  /** What stands after the end. */
  after?: string;
  version?: string;
}

const ID = '/ID[<0123456789abcdef0123456789abcdef><0123456789abcdef0123456789abcdef>]';

/** An object's number, a table's row and a place in the file, as the format pads them. */
const padded = (offset: number): string => String(offset).padStart(10, '0');

/** A PDF of one page, with objects and places as they have to be. */
export function pdfText({
  trailer = '',
  xref = 'table',
  contents = 'BT ET',
  before = '',
  after = '',
  version = '1.7',
}: PdfOptions = {}): string {
  let text = `%PDF-${version}\n%\xe2\xe3\xcf\xd3\n`;
  const offsets: number[] = [];
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R>>',
    `<</Length ${contents.length}>>\nstream\n${contents}\nendstream`,
    '<</Filter/Standard/V 4/R 4/Length 128/P -1340/O<00>/U<00>/EncryptMetadata false>>',
  ];
  for (const [index, object] of objects.entries()) {
    offsets.push(text.length);
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
  }
  const start = text.length;
  const size = objects.length + 1;
  if (xref === 'table')
    text += `xref\n0 ${size}\n${tableOf(offsets)}trailer\n<</Size ${size}/Root 1 0 R${ID}${trailer}>>\n`;
  else text += xrefStream(offsets, start, trailer);
  return `${before}${text}startxref\n${start}\n%%EOF\n${after}`;
}

export const pdf = (options?: PdfOptions): Uint8Array<ArrayBuffer> => bytesOf(pdfText(options));

/** A PDF of a size in bytes, of which it needs about 700. */
export function pdfOfSize(size: number): Uint8Array<ArrayBuffer> {
  const text = pdfText();
  if (size < text.length) throw new RangeError(`A PDF has at least ${text.length} bytes`);
  return bytesOf(text.padEnd(size, '\n'));
}

const tableOf = (offsets: readonly number[]): string =>
  ['0000000000 65535 f \n', ...offsets.map(offset => `${padded(offset)} 00000 n \n`)].join('');

function xrefStream(offsets: readonly number[], start: number, trailer: string): string {
  const rows = [0, ...offsets, start].map((at, index) =>
    String.fromCharCode(index === 0 ? 0 : 1, (at >> 8) & 0xff, at & 0xff, 0),
  );
  const data = rows.join('');
  const size = rows.length;
  return `${size - 1} 0 obj\n<</Type/XRef/Size ${size}/W[1 2 1]/Root 1 0 R${ID}${trailer}/Length ${data.length}>>\nstream\n${data}\nendstream\nendobj\n`;
}

/** A PDF with a change appended to it: another table, whose trailer points to the one before. */
export function updated(text: string, trailer: string): string {
  const previous = /startxref\n(\d+)\n%%EOF\n$/.exec(text)?.[1];
  const object = text.length;
  const change = `${text}6 0 obj\n<</Producer(a second hand)>>\nendobj\n`;
  const table = `xref\n6 1\n${padded(object)} 00000 n \ntrailer\n<</Size 7/Root 1 0 R/Info 6 0 R/Prev ${previous}${trailer}>>\n`;
  return `${change}${table}startxref\n${change.length}\n%%EOF\n`;
}

/** A PDF made for the web: its first table and trailer stand before the pages (ISO 32000-1, annex F). */
export function linearizedText(trailer: string, pages: string): string {
  const head = `%PDF-1.7\n%\xe2\xe3\xcf\xd3\n`;
  const first = `1 0 obj\n<</Linearized 1/L 0000000000/H[0 0]/O 3/E 0/N 1/T 0>>\nendobj\n`;
  const start = head.length + first.length;
  const section = (previous: string) =>
    `xref\n1 1\n${padded(head.length)} 00000 n \ntrailer\n<</Size 9/Root 2 0 R${trailer}/Prev ${previous}>>\nstartxref\n0\n%%EOF\n`;
  const main = start + section(padded(0)).length + pages.length;
  const last = `xref\n0 1\n0000000000 65535 f \ntrailer\n<</Size 1${trailer}>>\nstartxref\n${start}\n%%EOF\n`;
  return `${head}${first}${section(padded(main))}${pages}${last}`;
}
