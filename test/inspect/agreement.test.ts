import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { inspect } from '../../src/inspect/index.js';
import { bytesOf } from '../samples/bytes.js';
import { SAMPLES } from '../samples/index.js';
import { avi, avif, boxes, dicom, jpeg, m4a, mov, mp3, mp4, tiff } from '../samples/media.js';
import { pdf, pdfText } from '../samples/pdf.js';

const MISMATCH = { finding: 'file-type-mismatch' };
const sampleOf = (extension: string) => {
  const sample = SAMPLES.find(candidate => candidate.extension === extension);
  assert.ok(sample, extension);
  return sample;
};

describe('a file is what its contents are', () => {
  for (const { type, extension, bytes, unnamed } of SAMPLES)
    test(`${extension}: with its name, with its media type, with both, and with neither`, () => {
      for (const name of [`a.${extension}`, `A.B.${extension.toUpperCase()}`, `a.${extension}. `])
        for (const declared of [
          '',
          type,
          `${type.toUpperCase()}; charset=utf-8`,
          'application/octet-stream',
          'x/unknown',
        ])
          assert.deepEqual(inspect(bytes, { name, type: declared }), { type }, `${name} ${declared}`);
      for (const name of ['', 'scan', 'Dr. Smith 2026.07.01', '.hidden', 'v1.unknown'])
        assert.deepEqual(inspect(bytes, { name, type }), { type }, name);
      assert.deepEqual(inspect(bytes, { name: 'scan', type: '' }), { type: unnamed ?? type });
      const among = new Uint8Array([...bytesOf('PK'), ...bytes, ...bytesOf('%PDF-')]).subarray(2, 2 + bytes.length);
      assert.deepEqual(inspect(among, { name: 'scan', type: '' }), { type: unnamed ?? type }, 'among other bytes');
    });

  /** Extensions whose files may go by another's name too: all text is text, and audio in MP4 is MP4. */
  const ALSO: Readonly<Record<string, readonly string[]>> = {
    txt: ['csv', 'html'],
    csv: ['txt', 'html'],
    json: ['txt', 'csv', 'html'],
    html: ['txt', 'csv', 'xml', 'svg'],
    xml: ['txt', 'csv', 'html', 'svg'],
    svg: ['txt', 'csv', 'html', 'xml'],
    mp4: ['m4a', 'mov', '3gp'],
    m4a: ['mp4'],
    '3gp': ['mp4', 'm4a'],
  };

  for (const { extension, bytes } of SAMPLES)
    test(`${extension}: not under the name or the type of another kind`, () => {
      for (const other of SAMPLES.filter(sample => sample.extension !== extension)) {
        const mayBe = ALSO[extension]?.includes(other.extension);
        const expected = mayBe ? { type: other.type } : MISMATCH;
        assert.deepEqual(inspect(bytes, { name: `a.${other.extension}`, type: '' }), expected, other.extension);
        assert.deepEqual(inspect(bytes, { name: 'a', type: other.type }), expected, other.type);
      }
    });

  test('its name and its declared type have to agree, whatever it holds', () => {
    assert.deepEqual(inspect(pdf(), { name: 'scan.pdf', type: 'image/png' }), MISMATCH);
    assert.deepEqual(inspect(jpeg(), { name: 'scan.pdf', type: 'image/jpeg' }), MISMATCH);
  });

  test('HEIC that is called .jpg, as some phones do, is not taken for a JPEG', () => {
    const { bytes } = sampleOf('heic');
    assert.deepEqual(inspect(bytes, { name: 'IMG_0001.jpg', type: 'image/jpeg' }), MISMATCH);
    assert.deepEqual(inspect(bytes, { name: 'IMG_0001', type: '' }), { type: 'image/heic' });
  });
});

describe('a kind of file goes by several names', () => {
  const ALIASES: readonly [name: string, declared: string, kind: string][] = [
    ['a.jpeg', 'image/jpg', 'jpg'],
    ['a.jpe', 'image/pjpeg', 'jpg'],
    ['a', 'image/jpg', 'jpg'],
    ['a.jfif', 'image/jpeg', 'jpg'],
    ['a.tiff', 'image/tiff', 'tif'],
    ['a.heif', 'image/heif', 'heic'],
    ['a.rtf', 'application/msword', 'rtf'],
    ['a.rtf', 'text/rtf', 'rtf'],
    ['a.csv', 'application/vnd.ms-excel', 'csv'],
    ['a.csv', 'text/plain', 'csv'],
    ['a.xml', 'text/xml', 'xml'],
    ['a.cda', '', 'xml'],
    ['a.json', 'text/json', 'json'],
    ['a.htm', 'text/html', 'html'],
    ['a.log', 'text/plain', 'txt'],
    ['a.wav', 'audio/x-wav', 'wav'],
    ['a.mp3', 'audio/mp3', 'mp3'],
    ['a.m4a', 'audio/x-m4a', 'm4a'],
    ['a.m4a', 'video/mp4', 'm4a'],
    ['a.m4a', 'audio/mpeg', 'm4a'],
    ['a.docx', 'application/x-zip-compressed', 'docx'],
    ['a.bmp', 'image/x-ms-bmp', 'bmp'],
  ];
  for (const [name, declared, kind] of ALIASES)
    test(`${name} as ${declared || 'nothing'}`, () => {
      const { bytes, type } = sampleOf(kind);
      assert.deepEqual(inspect(bytes, { name, type: declared }), { type });
    });
});

describe('a kind of file has several beginnings', () => {
  const BEGINNINGS: readonly [what: string, bytes: Uint8Array, name: string, type: string][] = [
    ['a TIFF with the most significant byte first', tiff('MM'), 'a.tif', 'image/tiff'],
    ['a TIFF for more than 4 GB', bytesOf('II+\0\x08\0\0\0'), 'a.tif', 'image/tiff'],
    ['the same with the most significant byte first', bytesOf('MM\0+\0\x08\0\0'), 'a.tif', 'image/tiff'],
    ['HEIC of another brand', boxes('mif1', 'mif1', 'heic'), 'a.heic', 'image/heic'],
    ['a QuickTime film without brands', bytesOf('\0\0\0\x08wide\0\0\0\x08mdat'), 'a.mov', 'video/quicktime'],
    ['a QuickTime film that begins with 20 MB of pictures', bytesOf('\x01\x31\x2d\0mdat'), 'a.mov', 'video/quicktime'],
    ['a film of a camera with a brand of its own', boxes('XAVC', 'XAVC', 'mp42', 'iso2'), 'a.mp4', 'video/mp4'],
    ['a film of an old phone', boxes('mmp4', 'mmp4', '3gp4'), 'a.mp4', 'video/mp4'],
    ['a film of a phone that calls MP4 .3gp', mp4(), 'a.3gp', 'video/3gpp'],
    ['a film of a camera that calls MP4 .mov', mp4(), 'a.mov', 'video/quicktime'],
    ['sound that calls itself a film', mp4(), 'a.m4a', 'audio/mp4'],
    ['MP3 behind a tag', mp3('ID3'), 'a.mp3', 'audio/mpeg'],
    ['DICOM behind a TIFF', dicom('II*\0'.padEnd(128, '\0')), 'a.dcm', 'application/dicom'],
    ['a PDF behind a job for a printer', pdf({ before: '\x1b%-12345X@PJL\n' }), 'a.pdf', 'application/pdf'],
    ['the same without a name', pdf({ before: '\x1b%-12345X@PJL\n' }), '', 'application/pdf'],
  ];
  for (const [what, bytes, name, type] of BEGINNINGS)
    test(what, () => assert.deepEqual(inspect(bytes, { name, type: '' }), { type }));

  test('QuickTime is not MP4', () => {
    assert.deepEqual(inspect(mov(), { name: 'a.mp4', type: '' }), MISMATCH);
    assert.deepEqual(inspect(m4a(), { name: 'a.mov', type: '' }), MISMATCH);
  });

  test('a PDF whose header comes after its first kilobyte is none', () => {
    assert.deepEqual(inspect(pdf({ before: '\n'.repeat(1024) }), { name: 'a.pdf', type: '' }), MISMATCH);
  });
});

describe('what nobody knows', () => {
  test('passes as what its sender calls it', () => {
    const bytes = bytesOf('\x01\x02\x03');
    assert.deepEqual(inspect(bytes, { name: 'a.edf', type: 'application/x-edf' }), { type: 'application/x-edf' });
    assert.deepEqual(inspect(bytes, { name: 'a.edf', type: 'Application/X-EDF; v=1' }), { type: 'application/x-edf' });
    assert.deepEqual(inspect(bytes, { name: 'a.edf', type: '' }), { type: '' });
    assert.deepEqual(inspect(bytes, { name: 'a.edf', type: 'application/octet-stream' }), { type: '' });
    assert.deepEqual(inspect(bytesOf('MSH|^~\\&|'), { name: 'a.hl7', type: '' }), { type: '' });
    assert.deepEqual(inspect(bytesOf('MSH|^~\\&|'), { name: 'a', type: 'x/hl7' }), { type: 'x/hl7' });
    assert.deepEqual(inspect(bytesOf('\xff\xff\xff\xff'), { name: '', type: '' }), { type: '' });
  });

  test('passes where others know it, but not for what we know', () => {
    const film = bytesOf('\x1a\x45\xdf\xa3\x9fB\x86\x81\x01B\x82\x84webm');
    assert.deepEqual(inspect(film, { name: 'a.webm', type: 'video/webm' }), { type: 'video/webm' });
    assert.deepEqual(inspect(avif(), { name: 'a.avif', type: 'image/avif' }), { type: 'image/avif' });
    assert.deepEqual(inspect(avif(), { name: 'a.jpg', type: 'image/jpeg' }), MISMATCH);
    assert.deepEqual(inspect(avif(), { name: 'a.heic', type: '' }), MISMATCH);
    for (const picture of [boxes('avis', 'avis', 'msf1', 'iso8'), boxes('crx ', 'crx ', 'isom')])
      assert.deepEqual(inspect(picture, { name: 'a.mp4', type: '' }), MISMATCH);
    assert.deepEqual(inspect(avi(), { name: 'a.wav', type: '' }), MISMATCH);
  });

  test('does not pass for what we know', () => {
    for (const { extension } of SAMPLES)
      assert.deepEqual(inspect(bytesOf('\x01\0\x02'), { name: `a.${extension}`, type: '' }), MISMATCH, extension);
  });

  test('a text about PDF is a text', () => {
    const bytes = bytesOf(`See below.\n${pdfText({ version: '1.4' }).slice(0, 9)}`);
    assert.deepEqual(inspect(bytes, { name: 'a.txt', type: 'text/plain' }), { type: 'text/plain' });
  });
});
