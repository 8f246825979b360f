import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { checkMessage, isBase64, isFileUri } from '../../src/models/index.js';
import { contents } from './arbitraries.js';
import { changed, fullMessage } from './messages.js';

/** The fields that hold a file, each in a message that is valid with one. */
const FIELDS = [
  ['Note.FileContents', fullMessage('Notes.New')],
  ['Media.FileContents', fullMessage('Media.Replace')],
  ['Orders[0].Results[0].Value', fullMessage('Results.New')],
] as const;

const BASE64 = ['AA==', 'AAA=', 'AAAA', 'JVBERi0xLjcK', '+/+/', 'QR=='];
const URIS = ['https://blob.redoxengine.com/upload/9a3d0f4e', 'HTTPS://blob.example/a?b=c#d', 'https://[::1]:8443/x'];
const NEITHER = [
  'data:application/pdf;base64,JVBERi0xLjcK',
  'DATA:,AAAA',
  'AAA',
  'AAAAA',
  'A===',
  '====',
  '=AAA',
  'AA==AA==',
  'A=AA',
  'AA=A',
  'AAA:',
  'AAA,',
  'AAA`',
  'AAA~',
  '~AAA',
  '\u0000AAA',
  'AAA\uD800',
  'AAAA\nAAAA',
  'AAA \n',
  ' AAAA',
  'AA-_',
  'AAé=',
  'http://blob.redoxengine.com/upload/9a3d0f4e',
  'https://',
  'https://a b.example/',
  'https://blob.example/\u0000',
  'ftp://blob.example/a',
  '//blob.example/a',
  `https://blob.example/${'a'.repeat(4096)}`,
  'file:///etc/passwd',
  'javascript:alert(1)',
];

describe('a file in a message', () => {
  for (const [path, message] of FIELDS) {
    test(`at ${path} is standard base64 or an https URI`, () => {
      for (const text of [...BASE64, ...URIS]) assert.deepEqual(checkMessage(changed(message, path, text)), [], text);
    });

    test(`at ${path} is nothing else`, () => {
      for (const text of NEITHER) {
        const [issue, ...others] = checkMessage(changed(message, path, text));
        assert.deepEqual([issue?.path, issue?.code, others], [path, 'format', []], text);
        assert.match(issue?.message ?? '', /must be standard base64 .* or an https URI$/);
      }
    });

    test(`at ${path} cannot be left out`, () => {
      for (const nothing of [undefined, null, '']) {
        const issues = checkMessage(changed(message, path, nothing));
        assert.deepEqual(
          issues.map(issue => [issue.path, issue.code]),
          [[path, 'required']],
        );
      }
    });
  }

  test('is one of the two, never both', () => {
    fc.assert(fc.property(contents, text => isBase64(text) !== isFileUri(text)));
    fc.assert(fc.property(fc.string({ unit: 'binary' }), text => !(isBase64(text) && isFileUri(text))));
  });

  test('is base64 just when the platform decodes it, padded and without white space', () => {
    const decodes = (text: string) => {
      try {
        return atob(text) !== '';
      } catch {
        return false;
      }
    };
    const texts = fc.string({ unit: fc.constantFrom(...'AQgw09+/=-_ \n'), maxLength: 12 });
    fc.assert(
      fc.property(fc.oneof(texts, contents), text => {
        assert.equal(isBase64(text), decodes(text) && text.length % 4 === 0 && !/\s/.test(text));
      }),
      { numRuns: 2000 },
    );
  });

  test('ends once, however long it is', () => {
    for (let length = 8; length <= 2 ** 20; length *= 2) {
      const ended = `${'A'.repeat(length - 2)}==`;
      assert.ok(isBase64(ended));
      assert.ok(!isBase64(`${ended}AAAA`));
      assert.ok(!isBase64(`${ended}AA==`));
    }
  });

  test('may be 13 MB long', () => {
    const long = Buffer.alloc(9_900_000, 7).toString('base64');
    for (const [path, message] of FIELDS) {
      assert.deepEqual(checkMessage(changed(message, path, long)), []);
      assert.equal(checkMessage(changed(message, path, `${long.slice(0, -1)}!`))[0]?.code, 'format');
      assert.equal(checkMessage(changed(message, path, `data:application/pdf;base64,${long}`))[0]?.code, 'format');
    }
  });
});
