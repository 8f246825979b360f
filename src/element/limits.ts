import { MAX_SIZE, parseSize } from '../core/sizes.js';
import type { SenderAttributes } from './sender-attributes.js';
import type { ControlTexts } from './texts/catalogue.js';
import { formatChoice } from './texts/format-choice.js';
import { formatSize } from './texts/format-size.js';
import type { Phrases } from './texts/phrases.js';

const FAMILY = /^(image|audio|video|text)\/(?:\*|plain)$/;
/** An extension, or a media type that is called after one. */
const NAMED = /(?:^\.|\/(?:x-)?)([a-z0-9]{2,5})$/;

/**
 * The kinds of file that `accept` names, as a list in the user's language: `PDF, JPEG or pictures`. Empty where it takes
 * all, or names one that has no short name: half a list would be wrong.
 */
export function kindsIn(accept: string, phrase: Phrases<ControlTexts>): string {
  const kinds = accept
    .toLowerCase()
    .split(/[\s,]+/)
    .filter(Boolean)
    .map(type => {
      const family = FAMILY.exec(type)?.[1] as 'image' | undefined;
      return family ? phrase(`kind-${family}`) : NAMED.exec(type)?.[1]?.toUpperCase().replace('JPG', 'JPEG');
    });
  return kinds.includes(undefined) ? '' : formatChoice([...new Set(kinds as string[])], phrase.locale);
}

/** Who drops a folder does not see how much is in it; a host that wants more says so. */
const MAX_FILES = 100;

/** What the attributes allow. Sizes in bytes; a value that cannot be read counts as absent. */
export function limitsIn({ accept, maxSize, maxFiles, multiple }: SenderAttributes) {
  return {
    accept: accept ?? '',
    maxSize: parseSize(maxSize) || MAX_SIZE,
    maxFiles: multiple ? (maxFiles && maxFiles >= 1 ? Math.trunc(maxFiles) : MAX_FILES) : 1,
  };
}

/** What may be chosen, told beforehand. */
export function limitsText(attributes: SenderAttributes, phrase: Phrases<ControlTexts>): string {
  const { accept, maxSize, maxFiles } = limitsIn(attributes);
  const types = kindsIn(accept, phrase);
  const size = formatSize(maxSize, phrase.locale);
  return [
    types && phrase('limit-types', { types }),
    phrase(maxFiles > 1 ? 'limit-size-each' : 'limit-size', { size }),
    maxFiles > 1 && attributes.maxFiles && phrase('limit-count', { count: maxFiles }),
  ]
    .filter(Boolean)
    .join(' ');
}
