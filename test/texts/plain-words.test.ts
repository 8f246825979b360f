import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { english } from '../../src/element/texts/english.js';
import { allTexts } from './support.js';

/** Groups of vowels, without the silent e: right to about a tenth, which is enough for an average. */
const syllablesIn = (word: string): number =>
  Math.max(1, word.replace(/(?<![aeiou])e$|(?<=[^aeioutd])ed$/, '').match(/[aeiouy]+/g)?.length ?? 1);

/** Flesch and Kincaid's grade: how many years at school an American needs to read a text. */
function gradeOf(text: string): number {
  const sentences = text.split(/[.:](?:\s|$)/).filter(sentence => /\w/.test(sentence));
  const words = text.toLowerCase().match(/[a-z]+/g) ?? [];
  const syllables = words.reduce((sum, word) => sum + syllablesIn(word), 0);
  return 0.39 * (words.length / sentences.length) + 11.8 * (syllables / words.length) - 15.59;
}

describe('the English texts', () => {
  const texts = allTexts(english).map(([, text]) => text.replace(/\{count\}/g, 'two').replace(/\{\w+\}/g, 'it'));
  const sentences = texts.filter(text => text.endsWith('.'));

  test('are for a sixth-grade reader', () => {
    assert.ok(sentences.length > 25, 'sentences were found');
    assert.ok(gradeOf(sentences.join(' ')) < 6, `grade ${gradeOf(sentences.join(' ')).toFixed(1)}`);
  });

  test('have no sentence of more than fifteen words', () => {
    for (const sentence of sentences.flatMap(text => text.split(/(?<=\.)\s/)))
      assert.ok(sentence.split(/\s+/).length <= 15, sentence);
  });

  test('use no words of the trade', () => {
    for (const text of texts)
      assert.doesNotMatch(
        text,
        /\b(invalid|error|failed|server|network|token|payload|MIME|format|submit|please)\b/i,
        text,
      );
  });
});

test('the grade of a text tells plain words from officialese', () => {
  assert.ok(gradeOf('This file is too big. Choose a smaller one.') < 4);
  assert.ok(gradeOf('The attachment exceeds the permitted maximum dimensions established by the institution.') > 12);
});
