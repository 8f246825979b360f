import { html, type TemplateResult } from 'lit';
import type { SenderFile } from '../core/index.js';
import { isOpen } from './file-actions.js';
import type { RowContext } from './file-row.js';

/** The choice of what kind of document a file is. */
export function documentTypeChoice(
  file: SenderFile,
  { phrase, disabled, documentTypes, choose }: RowContext,
): TemplateResult {
  const choices = documentTypes.map(choice => (typeof choice === 'string' ? { value: choice, label: choice } : choice));
  const { documentType } = file;
  // What the host has chosen, or has taken off its list since, is what is sent, and so has to be what is seen.
  if (documentType && !choices.some(({ value }) => value === documentType))
    choices.push({ value: documentType, label: documentType });
  const label = phrase('document-type');
  return html`<label part="document-type">
    <span>${label}</span>
    <select
      part="document-type-select"
      data-type-of=${file.id}
      aria-label=${phrase('told', { name: label, text: file.file.name })}
      ?disabled=${disabled || !isOpen(file)}
      @change=${({ currentTarget }: Event) => choose(file, (currentTarget as HTMLSelectElement).value)}
    >
      <option value="" .selected=${!documentType} ?disabled=${documentType}>${phrase('document-type-none')}</option>
      ${choices.map(
        ({ value, label: words }) => html`<option value=${value} .selected=${value === documentType}>${words}</option>`,
      )}
    </select>
  </label>`;
}
