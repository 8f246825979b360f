import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Language } from '../../src/element/texts/catalogue.js';
import { english } from '../../src/element/texts/english.js';
import { canonicalTag, knownLocale } from '../../src/element/texts/language-tag.js';
import { spokenOn } from '../../src/element/texts/languages.js';
import { registered, registerLanguage } from '../../src/element/texts/registered-languages.js';

const spoken = (lang: string) => spokenOn(lang, registered);

/** What the button says, which no two languages share; undefined where it is the element's own English. */
const chosenBy = async (lang: string): Promise<string | undefined> =>
  (await spoken(lang))?.language?.texts['choose-file'];

const own = (text: string): Language => ({ dir: 'ltr', texts: { ...english, 'choose-file': text } });

describe('the language for a tag', () => {
  for (const [text, tags] of [
    ['Elija un archivo', ['es', 'es-MX', 'es-419', 'ES-pr', 'es_US', ' es ']],
    ['选择文件', ['zh', 'zh-CN', 'zh-SG', 'zh-Hans', 'zh-Hans-HK', 'cmn']],
    ['選擇檔案', ['zh-TW', 'zh-HK', 'zh-MO', 'zh-Hant', 'zh-Hant-US', 'yue', 'yue-HK']],
    ['Escolher um arquivo', ['pt', 'pt-BR', 'pt-PT']],
    ['Pumili ng file', ['tl', 'fil', 'fil-PH', 'tl-US']],
    ['Chwazi yon fichye', ['ht', 'ht-HT', 'ht-US']],
    ['انتخاب فایل', ['fa', 'fa-IR', 'fa-AF', 'prs']],
    ['اختيار ملف', ['ar', 'ar-EG', 'ar-u-nu-latn']],
  ] as const)
    test(`says ${text} for ${tags.join(', ')}`, async () => {
      for (const tag of tags) assert.equal(await chosenBy(tag), text, tag);
    });

  test('is English where the language is English or none that there is', async () => {
    for (const tag of ['en', 'en-US', 'en_GB', 'sw', 'eo', 'i-klingon', '', 'not a tag'])
      assert.equal(await chosenBy(tag), undefined, tag);
  });

  test('comes with the tag and the numbers of the page', async () => {
    const { lang, locale } = (await spoken('es_PR')) ?? {};
    assert.deepEqual([lang, locale], ['es-PR', 'es-PR']);
    assert.deepEqual(await spoken('en-GB'), { lang: 'en-GB', locale: 'en-GB' });
    assert.equal((await spoken('ht'))?.locale, 'fr-HT');
    assert.equal(await spoken('sw-KE'), undefined);
  });

  test('is there at once when it has loaded before', async () => {
    await spoken('ko');
    assert.ok(!(spoken('ko-KR') instanceof Promise));
  });
});

describe('a tag', () => {
  test('that is none is no language', () => {
    for (const tag of ['', 'x', 'en--US', 'español', '!', 'a-very-long-tag-that-nobody-has'])
      assert.equal(canonicalTag(tag), undefined, tag);
  });

  test('has numbers of another language where the runtime knows none of its own', () => {
    assert.equal(knownLocale('ht', 'fr-HT'), 'fr-HT');
    assert.equal(knownLocale('es-PR', undefined), 'es-PR');
    assert.equal(knownLocale('ht'), 'en');
  });
});

describe('a language that a host adds', () => {
  test('serves its tag and the regions below it', async () => {
    registerLanguage('so', own('Dooro fayl'));
    assert.equal(await chosenBy('so'), 'Dooro fayl');
    assert.equal(await chosenBy('so-KE'), 'Dooro fayl');
  });

  test('may be for one region of a language that there is', async () => {
    registerLanguage('de-CH', own('Datei wählen'));
    assert.equal(await chosenBy('de-CH'), 'Datei wählen');
    assert.equal(await chosenBy('de-AT'), 'Datei auswählen');
  });

  test('may take the place of one that there is, and of English', async () => {
    registerLanguage('it', own('Seleziona un file'));
    registerLanguage('en', own('Pick a file'));
    assert.equal(await chosenBy('it-CH'), 'Seleziona un file');
    assert.equal(await chosenBy('en-GB'), 'Pick a file');
  });

  test('loads when it is needed, once', async () => {
    let loads = 0;
    registerLanguage('sw', async () => {
      loads++;
      return own('Chagua faili');
    });
    assert.equal(loads, 0);
    assert.deepEqual(await Promise.all([chosenBy('sw'), chosenBy('sw-KE')]), ['Chagua faili', 'Chagua faili']);
    await chosenBy('sw');
    assert.equal(loads, 1);
  });

  test('is asked for again when it could not be loaded', async () => {
    let loads = 0;
    registerLanguage('am', async () => {
      if (loads++ === 0) throw new TypeError('Failed to fetch');
      return own('ፋይል ይምረጡ');
    });
    await assert.rejects(chosenBy('am'), /Failed to fetch/);
    assert.equal(await chosenBy('am'), 'ፋይል ይምረጡ');
  });

  test('is not lost to one that was still loading in its place', async () => {
    let resolve: (language: Language) => void = () => undefined;
    const promise = new Promise<Language>(done => {
      resolve = done;
    });
    registerLanguage('km', () => promise);
    const slow = chosenBy('km');
    registerLanguage('km', own('second'));
    resolve(own('first'));
    assert.equal(await slow, 'first');
    assert.equal(await chosenBy('km'), 'second');
  });

  test('needs a tag', () => {
    assert.throws(() => registerLanguage('my language', own('x')), RangeError);
  });
});
