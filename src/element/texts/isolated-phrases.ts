import { type Facts, phrasesOf } from './phrases.js';

const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufefc]/;

const isolated = (facts: Facts): Facts =>
  Object.fromEntries(
    Object.entries(facts).map(([name, fact]) => [name, typeof fact === 'string' ? `\u2068${fact}\u2069` : fact]),
  );

/**
 * As `phrasesOf`, for texts with files' names in them: where directions may differ, what is put in and what is around it
 * do not tear each other apart. It is what `<bdi>` does, for text alone.
 */
export const isolatedPhrasesOf: typeof phrasesOf = (textOf, locale) => {
  const phrase = phrasesOf(textOf, locale);
  const isolating: typeof phrase = Object.assign(
    (...[key, facts = {}]: Parameters<typeof phrase>) => {
      const text = phrase(key, facts);
      return RIGHT_TO_LEFT.test(text) ? phrase(key, isolated(facts)) : text;
    },
    { locale },
  );
  return isolating;
};
