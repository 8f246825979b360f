import { html, nothing, type TemplateResult } from 'lit';
import type { DocumentTypeChoice, SenderFile } from '../core/index.js';
import { fileTypeOf } from '../models/file-type.js';
import { documentTypeChoice } from './document-type.js';
import { ACTION_PLACES, actionsOf, type FileAction } from './file-actions.js';
import { fileStatus } from './file-status.js';
import type { Catalogue, FileActionName } from './texts/catalogue.js';
import { formatSize } from './texts/format-size.js';
import type { Phrases } from './texts/phrases.js';

/** What a row is drawn with, besides its file. */
export interface RowContext {
  phrase: Phrases<Catalogue>;
  disabled: boolean;
  thumbnails: boolean;
  /** Empty where the user has no choice. */
  documentTypes: readonly DocumentTypeChoice[];
  /** Files wait for the host and not for the user. */
  manual: boolean;
  act(action: FileAction, file: SenderFile): void;
  choose(file: SenderFile, documentType: string): void;
}

const actionButton = (action: FileActionName, file: SenderFile, { phrase, disabled, act }: RowContext) =>
  html`<button
    type="button"
    part="action ${action}"
    ?disabled=${disabled}
    aria-label=${phrase('told', { name: phrase(`action-${action}`), text: file.file.name })}
    aria-describedby=${file.error ? `status-${file.id}` : nothing}
    @click=${({ currentTarget }: Event) => {
      // Safari does not focus what is clicked, and where the focus goes next depends on where it is.
      (currentTarget as HTMLElement).focus();
      act(action === 'cancel' ? 'remove' : action, file);
    }}
  >
    ${phrase(`action-${action}`)}
  </button>`;

/** One file: what it is, where it stands, and what can be done. */
export function fileRow(file: SenderFile, context: RowContext, picture: unknown): TemplateResult {
  const { phrase, documentTypes, manual } = context;
  const type = fileTypeOf(file.file);
  const choosing = documentTypes.length > 1;
  const actions = actionsOf(file, !manual);
  return html`${picture}
    <div part="file-body">
      <div part="file-what">
        <bdi part="file-name">${file.file.name}</bdi>
        <span part="file-details">
          ${type ? html`<bdi part="file-type">${type}</bdi> ·` : nothing}
          <bdi part="file-size">${formatSize(file.file.size, phrase.locale)}</bdi>
        </span>
      </div>
      ${choosing ? documentTypeChoice(file, context) : nothing} ${fileStatus(file, phrase, choosing)}
    </div>
    <div part="actions">${ACTION_PLACES.map(place => {
      const action = actions.find(name => place.includes(name));
      return action ? actionButton(action, file, context) : nothing;
    })}</div>`;
}
