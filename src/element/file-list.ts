import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import type { SenderFile } from '../core/index.js';
import type { Catalogue } from './texts/catalogue.js';
import { formatSize } from './texts/format-size.js';
import type { Phrases } from './texts/phrases.js';

export type FileAction = 'pause' | 'resume' | 'retry' | 'remove';

export interface RowContext {
  phrase: Phrases<Catalogue>;
  disabled: boolean;
  act(action: FileAction, file: SenderFile): void;
}

/** The actions that fit a state; a message under way can be neither held nor taken back. */
function actionsOf({ state, error }: SenderFile): readonly FileAction[] {
  switch (state) {
    case 'queued':
    case 'preparing':
    case 'encoding':
    case 'uploading':
      return ['pause', 'remove'];
    case 'paused':
      return ['resume', 'remove'];
    case 'failed':
      return error?.retryable ? ['retry', 'remove'] : ['remove'];
    case 'waiting':
    case 'ready':
      return ['remove'];
    default:
      return [];
  }
}

const percentOf = ({ sent, total }: { sent: number; total: number }): number =>
  total > 0 ? Math.floor((100 * sent) / total) : 0;

const percentage = (percent: number, locale: string): string =>
  new Intl.NumberFormat(locale, { style: 'percent' }).format(percent / 100);

function progressBar({ state, progress, file }: SenderFile, { phrase }: RowContext) {
  if (!['preparing', 'encoding', 'uploading', 'sending'].includes(state)) return nothing;
  const counted = progress && progress.total > 0 ? percentOf(progress) : undefined;
  return html`<progress
    part="progress"
    aria-label=${phrase('told', { name: file.name, text: phrase(`state-${state as 'uploading'}`) })}
    max="100"
    value=${counted ?? nothing}
  ></progress>`;
}

/** One file: what it is, where it stands, and what can be done. */
function fileRow(file: SenderFile, context: RowContext): TemplateResult {
  const { phrase } = context;
  const { state, progress, error } = file;
  const status = state === 'failed' ? error?.message : phrase(`state-${state}`);
  const percent = state === 'uploading' && progress?.total ? percentage(percentOf(progress), phrase.locale) : nothing;
  return html`<li part="file" class=${state} data-id=${file.id}>
    <div class="what">
      <bdi part="file-name">${file.file.name}</bdi>
      <bdi part="file-size">${formatSize(file.file.size, phrase.locale)}</bdi>
    </div>
    <p part=${state === 'failed' ? 'status error' : 'status'}>${status} ${percent}</p>
    ${progressBar(file, context)}
    <div part="actions">
      ${actionsOf(file).map(
        action =>
          html`<button
            type="button"
            part="action ${action}"
            ?disabled=${context.disabled}
            aria-label=${phrase('told', { name: phrase(`action-${action}`), text: file.file.name })}
            @click=${() => context.act(action, file)}
          >
            ${phrase(`action-${action}`)}
          </button>`,
      )}
    </div>
  </li>`;
}

/** The files; a row is drawn again only when its file has changed. */
export const fileList = (files: readonly SenderFile[], context: RowContext) =>
  repeat(
    files,
    ({ id }) => id,
    file => guard([file, context.disabled, context.phrase], () => fileRow(file, context)),
  );
