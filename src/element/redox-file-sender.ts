import { html, nothing, type TemplateResult } from 'lit';
import type { SenderEventDetails } from '../core/index.js';
import { nextTask } from '../core/next-task.js';
import { DropTarget } from './drop-target.js';
import { icon } from './icon.js';
import { limitsText } from './limits.js';
import { styles } from './redox-file-sender.styles.js';
import { SendingElement } from './sending-element.js';

/**
 * Sends a patient's file to a chart through Redox, and is a form control.
 *
 * @summary A file picked here ends as a Redox message in an event, or with Redox's answer.
 * @slot label - The label, in place of the attribute.
 * @slot hint - The hint, in place of the attribute.
 * @slot icon - A picture in the drop zone, in place of the arrow; decoration.
 * @slot empty - What stands below the drop zone as long as there are no files.
 * @csspart label - The label above the control.
 * @csspart required - The word behind it where the control is required.
 * @csspart hint - The hint below the label.
 * @csspart dropzone - Where files are dropped; holds the button.
 * @csspart icon - The picture in the drop zone.
 * @csspart button - Opens the file picker.
 * @csspart drop-hint - Says that files can be dropped, where there is a pointer for it.
 * @csspart limit - What may be chosen: types, size, number.
 * @csspart notice - What went wrong with files that were not taken.
 * @csspart restored - Says that files were sent before the user came back to the page.
 * @csspart files - The list of files.
 * @csspart file - One file.
 * @csspart thumbnail - A picture, small.
 * @csspart file-body - All of it but the thumbnail and the actions.
 * @csspart file-what - Name, type and size.
 * @csspart file-name - Its name.
 * @csspart file-details - Type and size.
 * @csspart file-type - Its type.
 * @csspart file-size - Its size.
 * @csspart document-type - The choice of its document type, with a label.
 * @csspart document-type-select - The choice itself.
 * @csspart status - Where it stands.
 * @csspart error - Where it stands, when it failed.
 * @csspart share - How much of it is on its way, in percent.
 * @csspart rate - How fast it goes.
 * @csspart time-left - How long it will take.
 * @csspart progress - Its progress bar.
 * @csspart actions - What can be done with it.
 * @csspart action - One such button.
 * @csspart start - The button that starts a file whose document type has been chosen.
 * @csspart pause - The button that holds a file.
 * @csspart resume - The button that goes on with it.
 * @csspart retry - The button that tries again: a failed file, or taking in what was given.
 * @csspart remove - The button that takes a file off the list.
 * @csspart cancel - The same while it is on its way.
 * @cssproperty --redox-file-sender-accent - Colour of the button and of what is active.
 * @cssproperty --redox-file-sender-on-accent - Colour of text on the accent.
 * @cssproperty --redox-file-sender-error - Colour of what failed.
 * @cssproperty --redox-file-sender-success - Colour of what succeeded.
 * @cssproperty --redox-file-sender-warning - Colour of what is not certain.
 * @cssproperty --redox-file-sender-border - Colour of borders.
 * @cssproperty --redox-file-sender-surface - Background of the drop zone.
 * @cssproperty --redox-file-sender-radius - Radius of corners.
 * @cssproperty --redox-file-sender-space - Unit of spacing.
 * @cssproperty --redox-file-sender-font - Font.
 * @cssState empty - There is no file.
 * @cssState dragging - Something that may be dropped is held over the drop zone.
 * @cssState sending - Something is in progress.
 * @cssState failed - A file has failed.
 * @cssState complete - Every file has come to its good end.
 * @cssState invalid - Its form may not be submitted.
 * @fires {CustomEvent<SenderEventDetails['redox-files-change']>} redox-files-change - The list of files, or the state of one, has changed.
 * @fires {CustomEvent<SenderEventDetails['redox-file-add']>} redox-file-add - A file was picked. Cancelable: prevented, it is not taken.
 * @fires {CustomEvent<SenderEventDetails['redox-progress']>} redox-progress - A file has come further.
 * @fires {CustomEvent<SenderEventDetails['redox-payload']>} redox-payload - A message has been composed. Cancelable in `send`: prevented, it is not sent.
 * @fires {CustomEvent<SenderEventDetails['redox-sent']>} redox-sent - Redox has accepted a message.
 * @fires {CustomEvent<SenderEventDetails['redox-error']>} redox-error - A file failed, or was not taken.
 * @fires {CustomEvent<SenderEventDetails['redox-complete']>} redox-complete - Nothing is in progress any more.
 */
export class RedoxFileSender extends SendingElement {
  static override readonly styles = styles;
  static override readonly shadowRootOptions: ShadowRootInit = { mode: 'open', delegatesFocus: true };

  #labels = '';
  readonly #drop = new DropTarget(
    this,
    given => this.take(given),
    () => this.isDisabled,
  );

  constructor() {
    super();
    // A label in the page passes a click on, as does `click()`; what is clicked in here says so itself.
    this.addEventListener('click', event => {
      if (event.composedPath()[0] === this) this.browse();
    });
  }

  /** Opens the file picker; only works in answer to an act of the user. */
  browse(): void {
    if (this.isDisabled) return;
    this.catchUp();
    // What sending needs loads while the user looks for the file; a failure shows with the file.
    this.load().catch(() => undefined);
    this.#input?.click();
  }

  /** As long as a page loads, it has its turn between what defines the element and what draws it. */
  protected override async scheduleUpdate(): Promise<void> {
    if (!this.hasUpdated && document.readyState !== 'complete') await nextTask();
    super.scheduleUpdate();
  }

  protected override updated(): void {
    super.updated();
    this.toggleState('dragging', this.#drop.dragging);
  }

  protected override render(): TemplateResult {
    const { phrase, required, multiple } = this;
    const { dragging, over, leave, drop } = this.#drop;
    this.#labels = this.#outsideLabels;
    const choose = this.capture != null ? 'take-photo' : multiple ? 'choose-files' : 'choose-file';
    const { lang, dir, otherLang } = this.language;
    // The host's own words are in the page's language.
    const hostLang = otherLang ?? nothing;
    return html`<div lang=${lang} dir=${dir}>
      <label part="label" id="label" for="button" lang=${hostLang}
        ><slot name="label">${this.label}</slot>${
          required && this.label ? html` <span part="required" lang=${lang}>(${phrase('required')})</span>` : nothing
        }</label
      >
      <div part="hint" id="hint" lang=${hostLang}><slot name="hint">${this.hint}</slot></div>
      <div
        part="dropzone"
        class=${dragging ? 'dragging' : ''}
        @click=${this.browse}
        @dragenter=${over}
        @dragover=${over}
        @dragleave=${leave}
        @drop=${drop}
      >
        <span part="icon" aria-hidden="true"><slot name="icon">${icon}</slot></span>
        <button
          type="button"
          part="button"
          id="button"
          aria-labelledby="label labels state button drop-hint"
          aria-describedby="hint limit notice restored"
          ?disabled=${this.isDisabled}
          @focus=${this.#renamed}
        >
          ${phrase(choose)}
        </button>
        <span part="drop-hint" id="drop-hint">${phrase(dragging ? 'drop-now' : multiple ? 'drop-files' : 'drop-file')}</span>
        <span part="limit" id="limit">${limitsText(this, phrase)}</span>
        <span id="labels" hidden>${this.#labels}</span>
        <span id="state" hidden>, ${this.#summary}, </span>
      </div>
      <input
        type="file"
        hidden
        accept=${this.accept || nothing}
        capture=${this.capture ?? nothing}
        ?multiple=${multiple}
        @change=${this.#picked}
        @cancel=${this.#focusBack}
      />
      ${this.#loadFailure()}
      ${this.work?.render() ?? html`<slot name="empty"></slot>`}
      <div class="live" role="status"></div>
    </div>`;
  }

  /** What speaks through the live region has not loaded either. */
  #loadFailure() {
    if (!this.loadFailed) return nothing;
    return html`<p part="notice" role="alert">
      ${this.phrase('load-failed')}
      <button type="button" part="action retry" @click=${this.#loadAgain}>${this.phrase('action-retry')}</button>
    </p>`;
  }

  /** The button that was pressed goes away with what it stands in, and the focus must not. */
  readonly #loadAgain = (): void => {
    this.validityAnchor?.focus();
    this.take([]);
  };

  /** The control's own state, in the name of its button. */
  get #summary(): string {
    if (this.isTaking) return this.phrase('getting-ready');
    return this.work?.summary ?? this.phrase('no-file');
  }

  /** Labels in the page, which cannot be referred to from here. */
  get #outsideLabels(): string {
    const texts = [...this.labels].map(({ textContent }) => textContent.trim());
    return texts.join(' ') || this.ariaLabel || '';
  }

  /** Nothing tells that such a label has changed, but nobody hears it before the button has the focus. */
  readonly #renamed = (): void => {
    if (this.#labels !== this.#outsideLabels) this.requestUpdate();
  };

  get #input(): HTMLInputElement | null {
    return this.renderRoot?.querySelector('input');
  }

  protected override get validityAnchor(): HTMLElement | undefined {
    return this.renderRoot?.querySelector<HTMLElement>('#button') ?? undefined;
  }

  readonly #picked = (): void => {
    const input = this.#input;
    if (!input) return;
    this.work?.live.waitForFocus();
    this.addFiles(input.files ?? []);
    // So that picking the same file again is a change.
    input.value = '';
    this.#focusBack();
  };

  /** Safari does not focus a button that is clicked, and so does not give the focus back when its picker closes. */
  readonly #focusBack = (): void => {
    const { activeElement } = document;
    if (!activeElement || activeElement === document.body) this.validityAnchor?.focus();
  };
}

declare global {
  interface HTMLElementEventMap {
    'redox-files-change': CustomEvent<SenderEventDetails['redox-files-change']>;
    'redox-file-add': CustomEvent<SenderEventDetails['redox-file-add']>;
    'redox-progress': CustomEvent<SenderEventDetails['redox-progress']>;
    'redox-payload': CustomEvent<SenderEventDetails['redox-payload']>;
    'redox-sent': CustomEvent<SenderEventDetails['redox-sent']>;
    'redox-error': CustomEvent<SenderEventDetails['redox-error']>;
    'redox-complete': CustomEvent<SenderEventDetails['redox-complete']>;
  }
}
