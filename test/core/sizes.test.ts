import { expect } from '@open-wc/testing';
import { parseSize } from '../../src/core/sizes.js';

describe('a size', () => {
  for (const [text, bytes] of [
    ['10MB', 10_000_000],
    ['5MiB', 5_242_880],
    ['1.5 kB', 1500],
    ['2gib', 2 ** 31],
    ['800B', 800],
    ['42', 42],
  ] as const)
    it(`of ${text} is ${bytes} bytes`, () => expect(parseSize(text)).to.equal(bytes));

  for (const text of ['', 'large', '10 XB', '-5MB', '1e3'])
    it(`cannot be read from "${text}"`, () => expect(parseSize(text)).to.equal(undefined));
});
