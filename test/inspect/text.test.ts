import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { inspect } from '../../src/inspect/index.js';
import { bytesOf } from '../samples/bytes.js';

const MISMATCH = { finding: 'file-type-mismatch' };
const REFUSED = { finding: 'file-type-not-accepted' };
const utf8 = (text: string) => new TextEncoder().encode(text);
const utf16 = (text: string, bigEndian = false): Uint8Array => {
  const view = new DataView(new ArrayBuffer(text.length * 2 + 2));
  for (const [index, unit] of [0xfeff, ...text.split('').map(character => character.charCodeAt(0))].entries())
    view.setUint16(index * 2, unit, !bigEndian);
  return new Uint8Array(view.buffer);
};
const inspected = (bytes: Uint8Array, name: string) => inspect(bytes, { name, type: '' });

describe('a text', () => {
  test('may be in any language, in UTF-8', () => {
    for (const text of ['', '\ufeffwith a mark', 'Müller, 手術, Амбулатория, 😀', '\f\r\n\t\x1b[1m'])
      assert.deepEqual(inspected(utf8(text), 'a.txt'), { type: 'text/plain' }, text);
  });

  test('may be longer than what is decoded at once, with characters across the border', () => {
    for (let shift = 0; shift < 4; shift++)
      assert.deepEqual(inspected(utf8('x'.repeat(shift) + '😀'.repeat(300_000)), 'a.txt'), { type: 'text/plain' });
  });

  test('may be in UTF-16 when it says so', () => {
    for (const bigEndian of [false, true]) {
      assert.deepEqual(inspected(utf16('Größe 😀', bigEndian), 'a.txt'), { type: 'text/plain' });
      assert.deepEqual(inspected(utf16('  <ClinicalDocument/>', bigEndian), 'a.xml'), { type: 'application/xml' });
    }
  });

  test('is not what its name says in an older encoding, wherever that shows', () => {
    for (const name of ['a.txt', 'a.csv', 'a.xml', 'a.json', 'a.html', 'a.svg'])
      for (const text of [
        '<M\xfcller/>',
        `<${' '.repeat(3_000_000)}\xfc`,
        '<Gr\xf6\xdfe 20 \xb5g/>',
        '<\x93quoted\x94/>',
      ])
        assert.deepEqual(inspected(bytesOf(text), name), MISMATCH, name);
  });

  test('is not what its name says when it was cut within a character', () => {
    assert.deepEqual(inspected(utf8('Müller').subarray(0, 2), 'a.txt'), MISMATCH);
    assert.deepEqual(inspected(utf16('odd').subarray(0, 5), 'a.txt'), MISMATCH);
    assert.deepEqual(inspected(utf16('\ud83d'), 'a.txt'), MISMATCH);
  });

  test('may begin with letters that begin other files', () => {
    for (const text of ['PK', 'PK levels, 3 July', 'The wide scar', 'My, moovies', 'A B mdat'])
      for (const name of ['a.txt', 'a.csv', 'a']) assert.ok(inspected(utf8(text), name).type, text);
  });

  test('has no zeros in it', () => assert.deepEqual(inspected(bytesOf('a\0b'), 'a.txt'), MISMATCH));

  test('in an older encoding passes where it is not called a text', () => {
    assert.deepEqual(inspect(bytesOf('M\xfcller'), { name: 'a.hl7', type: 'x/hl7' }), { type: 'x/hl7' });
  });

  test('is known without a name by how it begins', () => {
    assert.deepEqual(inspected(utf8('\ufeff<?xml version="1.0"?><a/>'), 'a'), { type: 'application/xml' });
    assert.deepEqual(inspected(utf8('\n<HTML><p>'), 'a'), { type: 'text/html' });
    assert.deepEqual(inspected(utf8('words'), 'a'), { type: 'text/plain' });
  });

  test('has to begin as what it is called', () => {
    assert.deepEqual(inspected(utf8('words'), 'a.xml'), MISMATCH);
    assert.deepEqual(inspected(utf8('words'), 'a.json'), MISMATCH);
    assert.deepEqual(inspected(utf8('{\\rtf1 words}'), 'a.txt'), MISMATCH);
    for (const json of ['[]', ' {}', '"a"', '-1', '0', 'true', 'null', 'false'])
      assert.deepEqual(inspected(utf8(json), 'a.json'), { type: 'application/json' }, json);
  });
});

describe('markup', () => {
  const SCRIPTS = [
    '<p><script>alert(1)</script>',
    '<SCRIPT src=x></SCRIPT>',
    '<script\n>',
    '<svg:script/>',
    '<img src=x onerror=alert(1)>',
    '<img/onload = "x">',
    '<a href="javascript:alert(1)">',
    `<img src="data:image/png;base64,${'A'.repeat(1000)}" onclick='x'>`,
  ];
  for (const script of SCRIPTS)
    test(`with a script in it is a program: ${script.slice(0, 40).replace('\n', ' ')}`, () => {
      for (const name of ['a.html', 'a.svg'])
        assert.deepEqual(inspected(utf8(`<svg>${script}</svg>`), name), REFUSED, name);
      assert.deepEqual(inspected(utf8(`<html>${script}`), 'a'), REFUSED);
    });

  test('in UTF-16 hides nothing', () => {
    assert.deepEqual(inspected(utf16('<html><script>alert(1)</script>'), 'a.html'), REFUSED);
  });

  test('may speak of scripts', () => {
    for (const text of [
      '<p>onset = 3 days</p>',
      '<p>once="x"',
      '<p>JavaScript: a language',
      '<p class="on">',
      '<prescription/>',
      '<transcript>',
    ])
      for (const name of ['a.html', 'a.xml']) assert.ok(inspected(utf8(text), name).type, text);
  });

  test('of a document that is no page may have attributes of any name', () => {
    assert.ok(inspected(utf8('<item online="true"/>'), 'a.xml').type);
    assert.deepEqual(inspected(utf8('<x:script xmlns:x="http://www.w3.org/1999/xhtml">'), 'a.xml'), REFUSED);
  });
});
