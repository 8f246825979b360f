import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { inspect } from '../../src/inspect/index.js';
import { bytesOf } from '../samples/bytes.js';
import { ARCHIVES, PROGRAMS } from '../samples/containers.js';
import { pdf } from '../samples/pdf.js';

const REFUSED = { finding: 'file-type-not-accepted' };
const MISMATCH = { finding: 'file-type-mismatch' };

describe('a program', () => {
  for (const [what, text] of Object.entries(PROGRAMS)) {
    const bytes = bytesOf(text);
    test(`is refused as ${what}, without a name and under one that nobody knows`, () => {
      for (const name of ['', 'setup', 'setup.unknown'])
        for (const type of ['', 'application/octet-stream', 'x/unknown'])
          assert.deepEqual(inspect(bytes, { name, type }), REFUSED, name);
    });

    test(`is refused as ${what}, under another kind's name`, () => {
      for (const extension of ['pdf', 'jpg', 'docx', 'dcm', 'mp3'])
        assert.deepEqual(inspect(bytes, { name: `scan.${extension}`, type: '' }), MISMATCH, extension);
      const { finding } = inspect(bytes, { name: 'notes.txt', type: 'text/plain' });
      assert.equal(finding, text.startsWith('#!') ? 'file-type-not-accepted' : 'file-type-mismatch');
    });
  }

  test('is refused by its name, whatever it holds', () => {
    for (const extension of [
      'exe',
      'EXE',
      'bat',
      'js',
      'vbs',
      'ps1',
      'sh',
      'jar',
      'apk',
      'msi',
      'dmg',
      'lnk',
      'scr',
      'hta',
      'exe.',
      'exe . ',
    ])
      for (const name of [`a.${extension}`, `scan.pdf.${extension}`])
        assert.deepEqual(inspect(pdf(), { name, type: 'application/pdf' }), REFUSED, name);
  });

  test('is refused by its declared type, whatever it holds', () => {
    for (const type of [
      'text/javascript',
      'application/x-javascript; charset=utf-8',
      'application/x-msdownload',
      'application/x-sh',
    ])
      assert.deepEqual(inspect(bytesOf('hello'), { name: 'a', type }), REFUSED, type);
  });

  test('is refused as DICOM that Windows can run', () => {
    const bytes = bytesOf(`MZ${'\0'.repeat(126)}DICM`);
    assert.deepEqual(inspect(bytes, { name: 'a', type: '' }), REFUSED);
    assert.deepEqual(inspect(bytes, { name: 'a.dcm', type: '' }), MISMATCH);
  });

  test('is not every text that begins like one', () => {
    assert.deepEqual(inspect(bytesOf('MZ Smith, MD'), { name: 'a', type: '' }), { type: 'text/plain' });
    assert.deepEqual(inspect(bytesOf('MZ Smith, MD'), { name: 'a.txt', type: '' }), { type: 'text/plain' });
  });

  test('may be named in the middle of a name', () => {
    assert.deepEqual(inspect(pdf(), { name: 'about setup.exe.pdf', type: '' }), { type: 'application/pdf' });
    assert.deepEqual(inspect(pdf(), { name: '.sh/scan', type: '' }), { type: 'application/pdf' });
  });
});

describe('an archive', () => {
  for (const [extension, text] of Object.entries(ARCHIVES))
    test(`is refused as ${extension}`, () => {
      const bytes = bytesOf(text);
      for (const name of ['', 'files', `files.${extension}`, 'files.unknown'])
        assert.deepEqual(inspect(bytes, { name, type: '' }), REFUSED, name);
      for (const name of ['files.pdf', 'files.docx', 'files.txt'])
        assert.deepEqual(inspect(bytes, { name, type: '' }), MISMATCH, name);
    });
});
