import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Catalogue } from '../../src/element/texts/catalogue.js';
import { formatSize } from '../../src/element/texts/format-size.js';
import { isolatedPhrasesOf } from '../../src/element/texts/isolated-phrases.js';
import { numberFormat } from '../../src/element/texts/number-format.js';
import { phrasesOf } from '../../src/element/texts/phrases.js';
import { languages, localeOf } from './support.js';

function phrasesIn(name: string, locale?: string, make = phrasesOf) {
  const language = languages.find(one => one.name === name);
  assert.ok(language);
  return make<Catalogue>(key => language.texts[key], locale ?? localeOf(language));
}

describe('a text that depends on a number', () => {
  for (const [name, expected] of [
    ['en', ['1 file sent', '2 files sent']],
    ['ru', ['1 файл отправлен', '2 файла отправлено', '5 файлов отправлено', '21 файл отправлен']],
    ['pl', ['1 plik wysłany', '2 pliki wysłane', '5 plików wysłanych', '22 pliki wysłane']],
    ['ja', ['1ファイルを送信しました', '2ファイルを送信しました']],
    ['fr', ['0 fichier envoyé', '1 fichier envoyé', '2 fichiers envoyés']],
  ] as const)
    test(`takes the form that ${name} has for it`, () => {
      const phrase = phrasesIn(name);
      for (const text of expected) {
        const count = Number(/\d+/.exec(text));
        assert.equal(phrase('count-sent', { count }), text);
      }
    });

  test('takes the form of Arabic, which may say the number as a word', () => {
    const phrase = phrasesIn('ar', 'ar-EG');
    const said = [0, 1, 2, 3, 11, 100].map(count => phrase('count-sent', { count }));
    assert.deepEqual(said, [
      'لم يُرسل أي ملف',
      'أُرسل ملف واحد',
      'أُرسل ملفان',
      'أُرسلت ٣ ملفات',
      'أُرسل ١١ ملفًا',
      'أُرسل ١٠٠ ملف',
    ]);
  });

  test('has the digits and the separators of the locale', () => {
    assert.equal(phrasesIn('fa')('limit-count', { count: 12 }), 'حداکثر ۱۲ فایل.');
    assert.equal(phrasesIn('de')('limit-count', { count: 1200 }), 'Bis zu 1.200 Dateien.');
    assert.equal(phrasesIn('es', 'es-MX')('limit-count', { count: 1200 }), 'Hasta 1,200 archivos.');
  });
});

describe("a file's name in a text", () => {
  const isolatedIn = (name: string) => phrasesIn(name, undefined, isolatedPhrasesOf);

  test('is isolated where it meets the other direction', () => {
    assert.equal(isolatedIn('ar')('removed', { name: 'scan.pdf' }), 'تمت إزالة \u2068scan.pdf\u2069');
    assert.equal(isolatedIn('en')('removed', { name: 'تقرير.pdf' }), '\u2068تقرير.pdf\u2069 was removed');
    assert.equal(isolatedIn('fa')('told', { name: 'a.pdf', text: 'x' }), 'a.pdf: x');
    assert.equal(
      isolatedIn('fa')('told', { name: 'a.pdf', text: 'ارسال شد' }),
      '\u2068a.pdf\u2069: \u2068ارسال شد\u2069',
    );
  });

  test('leaves numbers as they are', () => {
    assert.equal(isolatedIn('fa')('count-sent', { count: 3 }), '۳ فایل ارسال شد');
  });

  test('is left alone where there is only one direction', () => {
    assert.equal(isolatedIn('en')('removed', { name: 'scan.pdf' }), 'scan.pdf was removed');
  });

  test('is put in as it is, whatever it holds', () => {
    assert.equal(isolatedIn('en')('told', { name: "$&{text}$'", text: 'Sent' }), "$&{text}$': Sent");
  });
});

describe('a size', () => {
  test('is written as the language does', () => {
    assert.equal(formatSize(9_950_000, 'en'), '9.9 MB');
    assert.equal(formatSize(9_950_000, 'de'), '9,9 MB');
    assert.equal(formatSize(30_000_000, 'fr').replace(/\s/u, ' '), '30 Mo');
    assert.equal(formatSize(1, 'en'), '1 byte');
  });

  test('does not make a new format for every number', () => {
    const options = { style: 'percent' } as const;
    assert.equal(numberFormat('en', options), numberFormat('en', { ...options }));
    assert.notEqual(numberFormat('en', options), numberFormat('en'));
    assert.notEqual(numberFormat('en', options), numberFormat('de', options));
  });
});
