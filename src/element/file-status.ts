import { html, nothing, type TemplateResult } from 'lit';
import { isWorking, type Progress, type SenderFile } from '../core/index.js';
import type { Catalogue } from './texts/catalogue.js';
import { describeError } from './texts/describe-error.js';
import { formatRate, formatShare, formatTimeLeft } from './texts/format-progress.js';
import type { Phrases } from './texts/phrases.js';

/** Nothing of it moves, and it is tried again by itself. */
export const isStuck = ({ state, progress }: SenderFile): boolean => isWorking(state) && progress?.waiting === true;

/** Where a file stands, in words. @param choosing its document type is the user's choice */
export function statusText(file: SenderFile, phrase: Phrases<Catalogue>, choosing = false): string {
  const { state, error, documentType } = file;
  if (state === 'failed') {
    const key = error?.code === 'send-unconfirmed' ? 'state-unconfirmed' : 'state-failed';
    return phrase(key, { error: error ? describeError(error, phrase) : '' });
  }
  if (isStuck(file)) return phrase('state-offline');
  return phrase(choosing && state === 'waiting' && !documentType ? 'state-untyped' : `state-${state}`);
}

/** How much of a file's way is behind it, 0 to 1; undefined where that cannot be told. */
export function shareOf({ state, progress, delivery }: SenderFile): number | undefined {
  // The message that only refers to what is uploaded is next to nothing.
  if (state === 'sending' && delivery === 'upload') return 1;
  const moving = state === 'uploading' || state === 'sending';
  return moving && progress?.phase === state && progress.total > 0 ? progress.sent / progress.total : undefined;
}

function pace(progress: Progress, phrase: Phrases<Catalogue>): TemplateResult {
  const time = formatTimeLeft(progress, phrase.locale);
  return html`<span><bdi part="rate">${formatRate(progress.bytesPerSecond, phrase.locale)}</bdi></span>
    <span part="time-left">${time ? phrase('time-left', { time }) : phrase('almost-done')}</span>`;
}

/** The line that says where a file stands, and its bar. */
export function fileStatus(file: SenderFile, phrase: Phrases<Catalogue>, choosing: boolean): TemplateResult {
  const { state, progress } = file;
  const share = shareOf(file);
  const working = ['preparing', 'encoding', 'uploading', 'sending'].includes(state);
  return html`<p part=${state === 'failed' ? 'status error' : 'status'} id="status-${file.id}">
      ${statusText(file, phrase, choosing)}
      ${share === undefined ? nothing : html`<span><bdi part="share">${formatShare(share, phrase.locale)}</bdi></span>`}
      ${share !== undefined && progress?.bytesPerSecond ? pace(progress, phrase) : nothing}
    </p>
    ${
      working
        ? html`<progress
            part="progress"
            aria-label=${phrase('told', { name: file.file.name, text: phrase(`state-${state}`) })}
            max="1"
            value=${share ?? nothing}
          ></progress>`
        : nothing
    }`;
}
