import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { inspect } from '../../src/inspect/index.js';
import { bytesOf } from '../samples/bytes.js';
import { compoundFile, docx, office, openDocument, zip } from '../samples/containers.js';

const REFUSED = { finding: 'file-type-not-accepted' };
const MISMATCH = { finding: 'file-type-mismatch' };
const LOCKED = { finding: 'file-encrypted' };
const inspected = (bytes: Uint8Array, name: string) => inspect(bytes, { name, type: '' });

describe('an Office document', () => {
  test('is known by its main part, wherever that stands', () => {
    const many = Object.fromEntries(
      Array.from({ length: 500 }, (_, index) => [`word/media/image${index}.png`, 'x'.repeat(50)]),
    );
    const { type } = inspected(
      zip({ ...many, 'word/document.xml': '<x/>', '[Content_Types].xml': '<Types/>' }),
      'a.docx',
    );
    assert.match(type ?? '', /wordprocessingml/);
  });

  test('may have a comment behind it', () => {
    const parts = { '[Content_Types].xml': '<Types/>', 'xl/workbook.xml': '<workbook/>' };
    assert.match(inspected(zip(parts, 'made by a laboratory '.repeat(3000)), 'a.xlsx').type ?? '', /spreadsheetml/);
  });

  test('that lost its end is not what its name says', () => {
    assert.deepEqual(inspected(docx().subarray(0, -30), 'a.docx'), MISMATCH);
  });

  test('with macros is a program', () => {
    const macros = { 'word/vbaProject.bin': 'Sub AutoOpen()' };
    for (const name of ['a.docm', 'a.docx', 'a'])
      assert.deepEqual(inspected(office('word/document.xml', macros), name), REFUSED, name);
    const basic = openDocument('text', { 'Basic/Standard/Module1.xml': 'Sub Main' });
    assert.deepEqual(inspected(basic, 'a.odt'), REFUSED);
  });

  test('behind a password is locked, and nothing else', () => {
    const locked = compoundFile('EncryptionInfo', 'EncryptedPackage');
    for (const name of ['a.docx', 'a.xlsx', 'a.pptx', 'a']) assert.deepEqual(inspected(locked, name), LOCKED, name);
    for (const name of ['a.pdf', 'a.odt', 'a.txt']) assert.deepEqual(inspected(locked, name), MISMATCH, name);
  });

  test('of Excel 95 is known by the name of its stream, and by the whole of it', () => {
    assert.equal(inspected(compoundFile('Book'), 'a.xls').type, 'application/vnd.ms-excel');
    assert.deepEqual(inspected(compoundFile('Bookmarks'), 'a.xls'), MISMATCH);
  });

  test('of the years before 2007 may hold another', () => {
    const both = compoundFile('Workbook', 'WordDocument');
    assert.equal(inspected(both, 'a.xls').type, 'application/vnd.ms-excel');
    assert.equal(inspected(both, 'a.doc').type, 'application/msword');
    assert.deepEqual(inspected(both, 'a.ppt'), MISMATCH);
  });
});

describe('a container that is no Office document', () => {
  test('is an archive', () => {
    for (const name of ['a', 'a.unknown', 'photos.zip'])
      for (const bytes of [
        zip({ 'a.txt': 'hello' }),
        zip({}),
        zip({ 'word/document.xml': '<x/>' }),
        compoundFile('!tables'),
      ])
        assert.deepEqual(inspected(bytes, name), REFUSED, name);
    assert.deepEqual(inspected(zip({ mimetype: 'application/epub+zip' }), 'book'), REFUSED);
  });

  test('is not what its name says where that is something else', () => {
    assert.deepEqual(inspected(zip({ 'a.txt': 'hello' }), 'a.docx'), MISMATCH);
    assert.deepEqual(inspected(zip({ 'a.txt': 'hello' }), 'a.pdf'), MISMATCH);
    assert.deepEqual(inspected(compoundFile('!tables'), 'a.doc'), MISMATCH);
  });

  test('may say that its directory lies anywhere', () => {
    const wild = docx();
    for (const size of [0xffffffff, 0x7fffffff, 0]) {
      new DataView(wild.buffer).setUint32(wild.length - 10, size, true);
      assert.ok(inspected(wild, 'a.docx'));
    }
    assert.deepEqual(inspected(bytesOf('PK\x05\x06'), 'a'), REFUSED);
  });
});
