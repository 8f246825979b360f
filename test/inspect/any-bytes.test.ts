import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import * as fc from 'fast-check';
import { find } from '../../src/inspect/bytes.js';
import { inspect } from '../../src/inspect/index.js';
import { bytesOf } from '../samples/bytes.js';
import { SAMPLES } from '../samples/index.js';
import { linearizedText, pdfText, updated } from '../samples/pdf.js';

const FINDINGS = ['file-type-mismatch', 'file-type-not-accepted', 'file-encrypted'];
const names = fc.oneof(fc.string(), fc.constantFrom('', ...SAMPLES.map(({ extension }) => `a.${extension}`)));
const types = fc.oneof(fc.string(), fc.constantFrom('', ...SAMPLES.map(({ type }) => type)));

/** Judged, whatever it is, and the same way each time. */
function assertJudged(bytes: Uint8Array, file = { name: '', type: '' }): void {
  const judged = inspect(bytes, file);
  assert.ok(judged.finding === undefined ? typeof judged.type === 'string' : FINDINGS.includes(judged.finding));
  assert.deepEqual(inspect(bytes, file), judged);
}

describe('whatever a file holds, it is judged', () => {
  test('by chance', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2000 }), names, types, (bytes, name, type) =>
        assertJudged(bytes, { name, type }),
      ),
    );
  });

  test('with a beginning that promises more', () => {
    const beginnings = fc.constantFrom(...SAMPLES.map(({ bytes }) => bytes));
    fc.assert(
      fc.property(beginnings, fc.nat(400), fc.uint8Array({ maxLength: 400 }), names, (bytes, kept, rest, name) => {
        assertJudged(Uint8Array.from([...bytes.subarray(0, kept), ...rest]), { name, type: '' });
      }),
    );
  });

  for (const { extension, bytes } of SAMPLES)
    test(`cut short at any place: ${extension}`, () => {
      for (let length = 0; length < bytes.length; length++)
        for (const name of ['', `a.${extension}`]) assertJudged(bytes.subarray(0, length), { name, type: '' });
    });

  test('PDF with any of its bytes changed', () => {
    const texts = [
      pdfText({ trailer: '/Encrypt 5 0 R', xref: 'stream' }),
      updated(pdfText(), ''),
      linearizedText('', 'BT ET'),
    ];
    fc.assert(
      fc.property(fc.constantFrom(...texts), fc.nat(), fc.nat(255), (text, place, byte) => {
        const bytes = bytesOf(text);
        bytes[place % bytes.length] = byte;
        assertJudged(bytes, { name: 'a.pdf', type: '' });
      }),
      { numRuns: 1000 },
    );
  });

  test('as a part of a larger piece of memory', () => {
    for (const { bytes, type, extension } of SAMPLES) {
      const larger = new Uint8Array(bytes.length + 20).fill(0x50);
      larger.set(bytes, 10);
      assert.deepEqual(inspect(larger.subarray(10, -10), { name: `a.${extension}`, type: '' }), { type });
    }
  });
});

test('a pattern is found where text would find it', () => {
  const few = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 200 });
  const pattern = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(few, pattern, fc.nat(210), (text, wanted, from) => {
      const expected = from + wanted.length > text.length ? -1 : text.indexOf(wanted, from);
      assert.equal(find(bytesOf(text), wanted, from), expected);
    }),
    { numRuns: 2000 },
  );
});
