import type { RedoxFileError } from '../../core/index.js';
import type { ErrorTexts } from './catalogue.js';
import { formatSize } from './format-size.js';
import type { Phrases } from './phrases.js';

/** What an error is to the user, with what is known of its cause. */
export function describeError({ code, facts }: RedoxFileError, phrase: Phrases<ErrorTexts>): string {
  const { limit, accept, maxFiles } = facts;
  if (code === 'too-many-files') return phrase('error-too-many-files', { count: maxFiles ?? 1 });
  if (code === 'file-too-large' && limit !== undefined)
    return phrase('error-file-too-large-limit', { limit: formatSize(limit, phrase.locale) });
  if (code === 'file-type-not-accepted' && accept) return phrase('error-file-type-not-accepted-accept', { accept });
  return phrase(`error-${code}`);
}
