import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { inspect } from '../../src/inspect/index.js';
import { bytesOf } from '../samples/bytes.js';
import { linearizedText, pdf, pdfText, updated } from '../samples/pdf.js';

const ENTRY = '/Encrypt 5 0 R';
const findingOf = (bytes: Uint8Array) => inspect(bytes, { name: 'scan.pdf', type: 'application/pdf' }).finding;
const isEncrypted = (text: string): boolean => {
  const finding = findingOf(bytesOf(text));
  assert.ok(finding === undefined || finding === 'file-encrypted', finding);
  return finding !== undefined;
};

/** Longer than all that is read of the end of a file. */
const LONG = 'q 1 0 0 1 0 0 cm Q\n'.repeat(20_000);
const BROKEN = /startxref\n\d+/;

describe('an encrypted PDF is recognised', () => {
  const ENCRYPTED: Readonly<Record<string, string>> = {
    'by its trailer': pdfText({ trailer: ENTRY }),
    'by a trailer with a dictionary of its own': pdfText({ trailer: '/Encrypt<</Filter/Standard/V 2>>' }),
    'by a trailer with more white space': pdfText({ trailer: '\n/Encrypt\n  5\n0\tR\n' }),
    'by a cross-reference stream': pdfText({ trailer: ENTRY, xref: 'stream' }),
    'by a trailer before a long rest': pdfText({ trailer: ENTRY, after: '\0'.repeat(5000) }),
    'by a trailer after which a gateway added a footer': pdfText({ trailer: ENTRY, after: '\r\n-- checked --\r\n' }),
    'behind a preamble': pdfText({ trailer: ENTRY, before: '\x1b%-12345X@PJL\n' }),
    'with long contents': pdfText({ trailer: ENTRY, contents: LONG }),
    'after a change whose trailer has the entry too': updated(pdfText({ trailer: ENTRY }), ENTRY),
    'after a change whose trailer has lost the entry': updated(pdfText({ trailer: ENTRY }), ''),
    'after a change that is encrypted alone': updated(pdfText(), ENTRY),
    'by the first trailer of a file for the web': linearizedText(ENTRY, LONG),
    'behind identifiers that hold parentheses': pdfText({ trailer: `/Info(a \\) (b) /Prev 1 >>)${ENTRY}` }),
    'when `startxref` is wrong': pdfText({ trailer: ENTRY }).replace(BROKEN, 'startxref\n7'),
    'when `startxref` lies beyond the end': pdfText({ trailer: ENTRY }).replace(
      BROKEN,
      'startxref\n99999999999999999999',
    ),
    'when `startxref` is missing': pdfText({ trailer: ENTRY, contents: LONG }).replace(BROKEN, ''),
    'in a cross-reference stream when `startxref` is missing': pdfText({ trailer: ENTRY, xref: 'stream' }).replace(
      BROKEN,
      '',
    ),
  };
  for (const [how, text] of Object.entries(ENCRYPTED)) test(how, () => assert.equal(isEncrypted(text), true));

  test('whatever its name, where there is none', () => {
    assert.deepEqual(inspect(pdf({ trailer: ENTRY }), { name: '', type: '' }), { finding: 'file-encrypted' });
  });
});

describe('a PDF that everybody can read is not taken for an encrypted one', () => {
  const SPOKEN = `BT (The entry ${ENTRY} makes a PDF unreadable) Tj ET`;
  const TRAILER_SPOKEN = `BT (trailer << ${ENTRY} >>) Tj ET`;
  const READABLE: Readonly<Record<string, string>> = {
    'with a table': pdfText(),
    'with a cross-reference stream': pdfText({ xref: 'stream' }),
    'for the web': linearizedText('', LONG),
    changed: updated(updated(pdfText(), ''), ''),
    'with the word in its text': pdfText({ contents: SPOKEN }),
    'with a whole trailer in its text': pdfText({ contents: TRAILER_SPOKEN }),
    'with another, encrypted PDF attached to it': pdfText({ contents: pdfText({ trailer: ENTRY }) }),
    'with the same attached, and a cross-reference stream': pdfText({
      contents: pdfText({ trailer: ENTRY }),
      xref: 'stream',
    }),
    'with a title about it in the trailer': pdfText({ trailer: `/Title(About ${ENTRY})` }),
    'with a comment about it in the trailer': pdfText({ trailer: `\n% ${ENTRY}\n` }),
    'with the word inside a longer name': pdfText({ trailer: '/EncryptMetadata false/EncryptedBy 5 0 R' }),
    'with the entry set to nothing': pdfText({ trailer: '/Encrypt null' }),
    'with the word in its text, and no `startxref`': pdfText({ contents: SPOKEN }).replace(BROKEN, ''),
    'with a trailer in its text, and no `startxref`': pdfText({ contents: TRAILER_SPOKEN }).replace(BROKEN, ''),
    'that was cut short': pdfText({ contents: SPOKEN }).slice(0, 500),
  };
  for (const [how, text] of Object.entries(READABLE)) test(how, () => assert.equal(isEncrypted(text), false));
});

describe('a PDF made to keep a reader busy', () => {
  test('goes round in circles', () => {
    const text = pdfText({ trailer: '/Prev 0000000000' });
    const start = /startxref\n(\d+)/.exec(text)?.[1] ?? '';
    assert.equal(isEncrypted(text.replace('0000000000>>', `${start.padStart(10, '0')}>>`)), false);
  });

  test('says the word a hundred thousand times', () => {
    assert.equal(isEncrypted(`%PDF-1.7\n${'/Encrypt 5 0 R '.repeat(100_000)}`), false);
  });

  test('says it among numbers without an end', () => {
    const numbers = `${'1'.repeat(70_000)}/Encrypt `;
    assert.equal(isEncrypted(`%PDF-1.7\n${numbers.repeat(400)}`), false);
  });
});
