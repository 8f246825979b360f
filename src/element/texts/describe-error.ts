import type { RedoxFileError } from '../../core/index.js';
import type { ErrorTexts, TextFacts } from './catalogue.js';
import { formatSize } from './format-size.js';

/** What an error is to the user. */
export function describeError(error: RedoxFileError, texts: ErrorTexts, locale: string): string {
  const text = texts[error.code];
  if (typeof text === 'string') return text;
  const { limit, accept, maxFiles } = error.facts;
  const facts: TextFacts = {
    limit: limit === undefined ? '' : formatSize(limit, locale),
    accept: accept ?? '',
    maxFiles: maxFiles === undefined ? '' : new Intl.NumberFormat(locale).format(maxFiles),
  };
  return text(facts);
}
