import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { fileTypeOf } from '../../src/models/index.js';
import { SAMPLES } from '../samples/index.js';

const OFFICE = 'application/vnd.openxmlformats-officedocument';

describe('the type of a file, as Redox writes it', () => {
  test('comes from its media type, whatever its name says', () => {
    for (const [type, written] of [
      ['application/pdf', 'PDF'],
      ['application/x-pdf', 'PDF'],
      ['image/jpeg', 'JPG'],
      ['image/png', 'PNG'],
      ['image/tiff', 'TIF'],
      ['image/heic', 'HEIC'],
      ['image/heif', 'HEIC'],
      ['image/svg+xml', 'SVG'],
      ['text/rtf', 'RTF'],
      ['application/rtf', 'RTF'],
      ['text/plain', 'TXT'],
      ['text/plain; charset=utf-8', 'TXT'],
      ['TEXT/Plain ;charset=utf-8', 'TXT'],
      ['text/csv', 'CSV'],
      ['text/html', 'HTML'],
      ['application/json', 'JSON'],
      ['text/xml', 'XML'],
      ['application/msword', 'DOC'],
      ['application/vnd.ms-excel', 'XLS'],
      ['application/vnd.ms-powerpoint', 'PPT'],
      [`${OFFICE}.wordprocessingml.document`, 'DOCX'],
      [`${OFFICE}.spreadsheetml.sheet`, 'XLSX'],
      [`${OFFICE}.presentationml.presentation`, 'PPTX'],
      ['application/dicom', 'DCM'],
      ['video/mp4', 'MP4'],
      ['video/quicktime', 'MOV'],
      ['audio/mp4', 'M4A'],
      ['audio/x-m4a', 'M4A'],
      ['audio/mpeg', 'MP3'],
      ['audio/x-wav', 'WAV'],
      ['audio/wave', 'WAV'],
    ] as const)
      for (const name of ['file.xyz', 'file.bmp']) assert.equal(fileTypeOf({ name, type }), written, type);
  });

  test('is known of every kind of contents, though the name ends otherwise or not at all', () => {
    for (const { type, extension } of SAMPLES)
      for (const name of ['Befund', 'Befund.bak'])
        assert.equal(fileTypeOf({ name, type }), extension.toUpperCase(), type);
  });

  test('comes from its name, where the media type is unknown', () => {
    for (const [name, written] of [
      ['scan.pdf', 'PDF'],
      ['scan.JPEG', 'JPG'],
      ['scan.jpe', 'JPG'],
      ['scan.tiff', 'TIF'],
      ['page.htm', 'HTML'],
      ['series.dicom', 'DCM'],
      ['archive.tar.gz', 'GZ'],
      ['letter.odt', 'ODT'],
      ['notes.PaGeS', 'PAGES'],
      ['scan.z', 'Z'],
      ['scan.x-ray_2', 'X-RAY_2'],
      [`scan.${'a'.repeat(16)}`, 'A'.repeat(16)],
      ['C:\\Users\\pat\\scan.png', 'PNG'],
    ] as const)
      for (const type of ['', 'application/octet-stream', 'application/x-unheard', 'constructor', 'a/b/c'])
        assert.equal(fileTypeOf({ name, type }), written, name);
  });

  test('comes from a name that ends in dots or spaces, or has several before it, as from one without', () => {
    for (const name of ['result.aac ', 'result.aac.', 'result.aac . ', 'result..aac'])
      for (const type of ['', 'audio/aac']) assert.equal(fileTypeOf({ name, type }), 'AAC', name);
  });

  test('is none where neither says anything', () => {
    for (const name of ['', 'scan', '.profile', 'scan.', 'a/.b', 'x.with space', 'x.<script>', `x.${'a'.repeat(17)}`])
      assert.equal(fileTypeOf({ name, type: '' }), undefined, name);
  });

  test('is upper-case letters and figures, for any file', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (name, type) => {
        assert.match(fileTypeOf({ name, type }) ?? 'NONE', /^[A-Z\d_-]+$/);
        assert.equal(fileTypeOf({ name: `${name.replaceAll('.', '')}x.constructor`, type: '' }), 'CONSTRUCTOR');
      }),
    );
  });
});
