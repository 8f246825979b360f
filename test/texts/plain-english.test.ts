import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { formatChoice } from '../../src/element/texts/format-choice.js';
import { formatSize } from '../../src/element/texts/format-size.js';
import { phrasesOf } from '../../src/element/texts/phrases.js';

const PLAIN = ['en', 'en-US'] as const;

/** As Intl writes it, which is what every other language gets. */
function sizeByIntl(bytes: number, locale: string): string {
  const unit = bytes < 1e3 ? 'byte' : bytes < 1e6 ? 'kilobyte' : bytes < 1e9 ? 'megabyte' : 'gigabyte';
  const value = bytes / { byte: 1, kilobyte: 1e3, megabyte: 1e6, gigabyte: 1e9 }[unit];
  const floor = { roundingMode: 'floor' } as Intl.NumberFormatOptions;
  const unitDisplay = unit === 'byte' ? 'long' : 'short';
  const format = { ...floor, style: 'unit', unit, unitDisplay, maximumFractionDigits: 1 } as const;
  return new Intl.NumberFormat(locale, format).format(value);
}

describe('English, which does without Intl before there is a file, reads as Intl has it:', () => {
  for (const locale of PLAIN) {
    test(`a size, in ${locale}`, () => {
      const bytes = fc.oneof(fc.nat({ max: 2000 }), fc.nat({ max: 2_000_000 }), fc.nat({ max: 3_000_000_000 }));
      fc.assert(fc.property(bytes, size => assert.equal(formatSize(size, locale), sizeByIntl(size, locale))));
    });

    test(`a choice, in ${locale}`, () => {
      const list = new Intl.ListFormat(locale, { type: 'disjunction' });
      for (const kinds of [[], ['PDF'], ['PDF', 'JPEG'], ['PDF', 'JPEG', 'pictures'], ['a', 'b', 'c', 'd']])
        assert.equal(formatChoice(kinds, locale), list.format(kinds));
    });

    test(`a number and its plural, in ${locale}`, () => {
      const rules = new Intl.PluralRules(locale);
      const phrase = phrasesOf<{ text: never }>(() => ({ one: '{count} file', other: '{count} files' }), locale);
      fc.assert(
        fc.property(fc.nat({ max: 5000 }), count => {
          const files = rules.select(count) === 'one' ? 'file' : 'files';
          assert.equal(phrase('text', { count }), `${new Intl.NumberFormat(locale).format(count)} ${files}`);
        }),
      );
    });
  }
});
