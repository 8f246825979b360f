import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Plural } from '../../src/element/texts/catalogue.js';
import { english } from '../../src/element/texts/english.js';
import { allTexts, isPlural, keysOf, languages, localeOf } from './support.js';

const holesIn = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '').sort();

/** Categories that stand for one number alone in a language, so that the text may say it as a word. */
function categoriesOfOneNumber(locale: string): Set<string> {
  const rules = new Intl.PluralRules(locale);
  const times = new Map<string, number>();
  for (let count = 0; count < 1000; count++) times.set(rules.select(count), (times.get(rules.select(count)) ?? 0) + 1);
  return new Set([...times].filter(([, found]) => found === 1).map(([category]) => category));
}

/** How a sentence ends. */
const STOP = /[.。।]$/;

const SCRIPTS: Readonly<Record<string, RegExp>> = {
  ar: /\p{Script=Arabic}/u,
  fa: /\p{Script=Arabic}/u,
  hi: /\p{Script=Devanagari}/u,
  ja: /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u,
  ko: /\p{Script=Hangul}/u,
  ru: /\p{Script=Cyrillic}/u,
  'zh-hans': /\p{Script=Han}/u,
  'zh-hant': /\p{Script=Han}/u,
};

test('there are eighteen languages', () => {
  assert.deepEqual(
    languages.map(({ name }) => name).sort(),
    'ar de en es fa fr hi ht it ja ko pl pt ru tl vi zh-hans zh-hant'.split(' '),
  );
});

for (const language of languages) {
  const { name, dir, texts } = language;
  const locale = localeOf(language);
  const said = allTexts(texts);

  describe(`the language ${name}`, () => {
    test('has every key and no other', () => {
      assert.deepEqual(keysOf(texts).sort(), keysOf(english).sort());
    });

    test('is written in its direction', () => {
      const { textInfo } = new Intl.Locale(name) as Intl.Locale & { textInfo: { direction: string } };
      assert.equal(dir, textInfo.direction);
    });

    test('has a text for every plural category that Intl knows of it', () => {
      const categories = new Intl.PluralRules(locale).resolvedOptions().pluralCategories.sort();
      for (const key of keysOf(english)) {
        const text: string | Plural = texts[key];
        assert.equal(isPlural(text), isPlural(english[key]), key);
        if (isPlural(text)) assert.deepEqual(Object.keys(text).sort(), categories, key);
      }
    });

    test('puts in whatever the English text puts in', () => {
      const asWords = categoriesOfOneNumber(locale);
      for (const key of keysOf(english)) {
        const source: string | Plural = english[key];
        const holes = holesIn(isPlural(source) ? source.other : source);
        const text: string | Plural = texts[key];
        if (!isPlural(text)) assert.deepEqual(holesIn(text), holes, key);
        else
          for (const [category, form] of Object.entries(text))
            if (!asWords.has(category)) assert.deepEqual(holesIn(form), holes, `${key}.${category}`);
      }
    });

    test('ends its sentences where English does', () => {
      for (const key of keysOf(english)) {
        const source: string | Plural = english[key];
        const text: string | Plural = texts[key];
        const isSentence = STOP.test(isPlural(source) ? source.other : source);
        for (const form of isPlural(text) ? Object.values(text) : [text])
          assert.equal(STOP.test(form), isSentence, `${key}: ${form}`);
      }
    });

    test('is set with care: no space too many, no typewriter quotes, no mark that cannot be seen', () => {
      for (const [key, text] of said) {
        assert.equal(text, text.trim(), key);
        assert.doesNotMatch(text, /\s\s|['"]|\.\.\.|\s[.,]/, key);
        assert.equal(text, text.normalize('NFC'), key);
        assert.doesNotMatch(text, /[\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/, key);
      }
    });

    const script = SCRIPTS[name];
    if (script)
      test('is in its own script', () => {
        for (const [key, text] of said)
          if (/\p{L}/u.test(text.replace(/\{\w+\}/g, ''))) assert.match(text, script, key);
      });
    else if (name !== 'en')
      test('has no text of several words that was left in English', () => {
        const inEnglish = new Set(allTexts(english).map(([, text]) => text));
        const several = (text: string) => /\p{L}+\s+\p{L}+/u.test(text.replace(/\{\w+\}/g, ''));
        const alike = said.filter(([, text]) => inEnglish.has(text) && several(text));
        assert.deepEqual(alike, []);
      });
  });
}
