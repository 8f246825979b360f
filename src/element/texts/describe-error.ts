import type { RedoxFileError } from '../../core/index.js';
import type { Notice } from '../element-sender.js';
import { kindsIn } from '../limits.js';
import type { Catalogue } from './catalogue.js';
import { formatSize } from './format-size.js';
import type { Phrases } from './phrases.js';

/** What an error is to the user, with what is known of its cause. */
export function describeError({ code, facts }: RedoxFileError, phrase: Phrases<Catalogue>): string {
  const { limit, accept, maxFiles } = facts;
  if (code === 'too-many-files') return phrase('error-too-many-files', { count: maxFiles ?? 1 });
  if (code === 'file-too-large' && limit !== undefined)
    return phrase('error-file-too-large-limit', { limit: formatSize(limit, phrase.locale) });
  const kinds = code === 'file-type-not-accepted' && accept && kindsIn(accept, phrase);
  if (kinds) return phrase('error-file-type-not-accepted-accept', { accept: kinds });
  return phrase(`error-${code}`);
}

/** What went wrong with files that are not in the list. */
export function noticeText(notice: Notice, phrase: Phrases<Catalogue>): string {
  if ('text' in notice) return phrase(notice.text);
  const text = describeError(notice.error, phrase);
  return notice.leftOut > 1 ? `${text} ${phrase('count-left-out', { count: notice.leftOut })}` : text;
}
