import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import type { DocumentTypeChoice, SenderFile } from '../core/index.js';
import { fileTypeOf } from '../models/file-type.js';
import { documentTypeChoice } from './document-type.js';
import { actionsOf, type FileAction, placeOf } from './file-actions.js';
import { fileStatus } from './file-status.js';
import type { Catalogue } from './texts/catalogue.js';
import { formatSize } from './texts/format-size.js';
import type { Phrases } from './texts/phrases.js';
import { thumbnail } from './thumbnail.js';

export interface RowContext {
  phrase: Phrases<Catalogue>;
  disabled: boolean;
  thumbnails: boolean;
  /** Empty where the user has no choice. */
  documentTypes: readonly DocumentTypeChoice[];
  /** Files wait for the host and not for the user. */
  manual: boolean;
}

type Act = (action: FileAction, file: SenderFile) => void;
type Choose = (file: SenderFile, documentType: string) => void;

function fileActions(file: SenderFile, { phrase, disabled, documentTypes, manual }: RowContext, act: Act) {
  return repeat(
    actionsOf(file, documentTypes.length > 1 && !manual),
    placeOf,
    action => html`<button
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
    </button>`,
  );
}

/** One file: what it is, where it stands, and what can be done. It can have the focus when its actions go. */
function fileRow(file: SenderFile, context: RowContext, act: Act, choose: Choose): TemplateResult {
  const { phrase, documentTypes, thumbnails } = context;
  const { name, size } = file.file;
  const type = fileTypeOf(file.file);
  const outcome = file.error?.code === 'send-unconfirmed' ? 'unconfirmed' : file.state;
  return html`<li part="file" class=${outcome} tabindex="-1">
    ${thumbnails ? thumbnail(file.file) : nothing}
    <div part="file-body">
      <div part="file-what">
        <bdi part="file-name">${name}</bdi>
        <span part="file-details">
          ${type ? html`<bdi part="file-type">${type}</bdi> ·` : nothing}
          <bdi part="file-size">${formatSize(size, phrase.locale)}</bdi>
        </span>
      </div>
      ${documentTypes.length > 1 ? documentTypeChoice(file, context, choose) : nothing}
      ${fileStatus(file, phrase, documentTypes.length > 1)}
    </div>
    <div part="actions">${fileActions(file, context, act)}</div>
  </li>`;
}

/** The files; a row is drawn again only when its file has changed. */
export const fileList = (files: readonly SenderFile[], context: RowContext, act: Act, choose: Choose) =>
  html`<ul part="files" role="list" aria-label=${context.phrase('file-list')}>
    ${repeat(
      files,
      ({ id }) => id,
      file => guard([file, ...Object.values(context)], () => fileRow(file, context, act, choose)),
    )}
  </ul>`;
