import { html, nothing, type PropertyDeclarations } from 'lit';
import type { SenderEvent } from '../core/events.js';
import type { FileSender, SenderEventDetails, SenderFile, SendResult } from '../core/index.js';
import { DEFAULTS } from '../core/options.js';
import { parseSize } from '../core/sizes.js';
import type { RedoxMessage } from '../models/index.js';
import type { FileAction } from './file-list.js';
import { styles } from './redox-file-sender.styles.js';
import { SenderAttributes } from './sender-attributes.js';
import { en } from './texts/en.js';
import { formatSize } from './texts/format-size.js';
import { LanguageController } from './texts/language-controller.js';

type Work = typeof import('./work.js');

/**
 * Sends a patient's file to a chart through Redox, and is a form control.
 *
 * @summary A file picked here ends as a Redox message in an event, or with Redox's answer.
 * @slot label - The label, in place of the attribute.
 * @slot hint - The hint, in place of the attribute.
 * @csspart label - The label above the control.
 * @csspart hint - The hint below the label.
 * @csspart dropzone - Where files are dropped; holds the button.
 * @csspart button - Opens the file picker.
 * @csspart limit - The largest size.
 * @csspart notice - What went wrong with files that were not taken.
 * @csspart files - The list of files.
 * @csspart file - One file.
 * @csspart file-name - Its name.
 * @csspart file-size - Its size.
 * @csspart status - Where it stands.
 * @csspart error - Where it stands, when it failed.
 * @csspart progress - Its progress bar.
 * @csspart actions - What can be done with it.
 * @csspart action - One such button; also `pause`, `resume`, `retry`, `remove`.
 * @cssproperty --redox-file-sender-accent - Colour of the button and of what is active.
 * @cssproperty --redox-file-sender-on-accent - Colour of text on the accent.
 * @cssproperty --redox-file-sender-error - Colour of what failed.
 * @cssproperty --redox-file-sender-success - Colour of what succeeded.
 * @cssproperty --redox-file-sender-border - Colour of borders.
 * @cssproperty --redox-file-sender-surface - Background of the drop zone.
 * @cssproperty --redox-file-sender-radius - Radius of corners.
 * @cssproperty --redox-file-sender-space - Unit of spacing.
 * @cssproperty --redox-file-sender-font - Font.
 * @fires redox-files-change - The list of files, or the state of one, has changed.
 * @fires redox-file-add - A file was picked. Cancelable: prevented, it is not taken.
 * @fires redox-progress - A file has come further.
 * @fires redox-payload - A message has been composed. Cancelable in `send`: prevented, it is not sent.
 * @fires redox-sent - Redox has accepted a message.
 * @fires redox-error - A file failed, or was not taken.
 * @fires redox-complete - Nothing is in progress any more.
 */
export class RedoxFileSender extends SenderAttributes {
  static override readonly properties: PropertyDeclarations = {
    ...SenderAttributes.properties,
    listed: { state: true },
    notice: { state: true },
    dragging: { state: true },
    spoken: { state: true },
    incoming: { state: true },
  };
  static override readonly styles = styles;
  static override readonly shadowRootOptions: ShadowRootInit = {
    ...SenderAttributes.shadowRootOptions,
    delegatesFocus: true,
  };

  private listed: readonly SenderFile[] = [];
  private notice = '';
  private dragging = false;
  private spoken = '';

  readonly #language = new LanguageController(this);
  #work: Work | undefined;
  #loading: Promise<Work> | undefined;
  #sender: FileSender | undefined;
  /** Files that were picked before what sends them was there. */
  private incoming: readonly File[] = [];
  /** The messages' JSON, for the form. */
  readonly #messages = new Map<string, Blob>();

  /** The files, a snapshot. */
  get files(): readonly SenderFile[] {
    return this.#sender?.files ?? [];
  }

  /** The messages that are composed, or Redox's answers. */
  get value(): readonly (RedoxMessage | SendResult)[] {
    return this.files.flatMap(({ message, result }) => message ?? result ?? []);
  }

  /** Opens the file picker; only works in answer to an act of the user. */
  browse(): void {
    this.#language.follow();
    // What sending needs loads while the user looks for the file; a failure shows with the file.
    this.#load().catch(() => undefined);
    this.#input?.click();
  }

  /** Takes files as if the user had picked them. */
  addFiles(files: Iterable<File>): void {
    this.incoming = [...this.incoming, ...files];
    this.notice = '';
    void this.#load().then(
      () => this.#takeIn(),
      // The files stay; the next act of the user tries again.
      () => {
        this.notice = this.#language.phrases(en)('load-failed');
      },
    );
  }

  /** With `manual`: starts what waits. */
  start(): void {
    this.#configured()?.start();
  }

  /** Holds one file, or all. */
  pause(id?: string): void {
    this.#sender?.pause(id);
  }

  /** Goes on with one paused file, or all. */
  resume(id?: string): void {
    this.#configured()?.resume(id);
  }

  /** Tries one failed file again, or all that can be. */
  retry(id?: string): void {
    this.#configured()?.retry(id);
  }

  /** Takes a file off the list; an upload that has begun is deleted at the proxy. */
  override remove(): void;
  override remove(id: string): void;
  override remove(id?: string): void {
    // Without an id this is Element.remove(), which every element has.
    if (id === undefined) super.remove();
    else this.#sender?.remove(id);
  }

  /** Takes all files off the list. */
  reset(): void {
    this.notice = '';
    this.incoming = [];
    this.#sender?.reset();
  }

  protected override updated(): void {
    this.internals.setFormValue((this.name && this.#work?.formValueOf(this.listed, this.name, this.#messages)) || null);
    const invalidity = this.#invalidity();
    this.internals.setValidity(invalidity?.flags ?? {}, invalidity?.text, this.#button ?? undefined);
  }

  protected override render() {
    const phrase = this.#language.phrases(en);
    const maxSize = parseSize(this.maxSize) || DEFAULTS.maxSize;
    const { lang, dir, otherLang } = this.#language;
    // The host's own words are in the page's language.
    const hostLang = otherLang ?? nothing;
    return html`<div lang=${lang} dir=${dir}>
      <div part="label" id="label" lang=${hostLang}><slot name="label">${this.label}</slot></div>
      <div part="hint" id="hint" lang=${hostLang}><slot name="hint">${this.hint}</slot></div>
      <div
        part="dropzone"
        class=${this.dragging ? 'dragging' : ''}
        @dragenter=${this.#dragOver}
        @dragover=${this.#dragOver}
        @dragleave=${this.#dragLeave}
        @drop=${this.#drop}
      >
        <button
          type="button"
          part="button"
          id="button"
          aria-labelledby="label button"
          aria-describedby="hint limit"
          ?disabled=${this.isDisabled}
          @click=${this.browse}
        >
          ${phrase(this.multiple ? 'choose-files' : 'choose-file')}
        </button>
        <span>${phrase(this.multiple ? 'drop-files' : 'drop-file')}</span>
        <span part="limit" id="limit">${phrase('limit-size', { size: formatSize(maxSize, phrase.locale) })}</span>
        <input
          type="file"
          hidden
          accept=${this.accept || nothing}
          capture=${this.capture ?? nothing}
          ?multiple=${this.multiple}
          ?disabled=${this.isDisabled}
          @change=${this.#picked}
        />
      </div>
      ${this.notice ? html`<p part="notice">${this.notice}</p>` : nothing}
      <ul part="files">
        ${this.#work?.fileList(this.listed, { phrase: this.#language.phrases(this.#work.english), disabled: this.isDisabled, act: this.#act })}
      </ul>
      <div class="live" role="status">${this.spoken}</div>
    </div>`;
  }

  get #input(): HTMLInputElement | null {
    return this.renderRoot.querySelector('input');
  }

  get #button(): HTMLButtonElement | null {
    return this.renderRoot.querySelector('[part=button]');
  }

  #load(): Promise<Work> {
    this.#loading ??= import('./work.js').then(
      work => {
        this.#work = work;
        this.#sender = work.createSender();
        for (const type of work.SENDER_EVENTS)
          this.#sender.addEventListener(type, event => this.#relay(event as SenderEvent));
        return work;
      },
      error => {
        this.#loading = undefined;
        throw error;
      },
    );
    return this.#loading;
  }

  #takeIn(): void {
    const files = this.incoming;
    this.incoming = [];
    this.#configured()?.add(files);
  }

  /** The sender with the attributes as they stand now. */
  #configured(): FileSender | undefined {
    const work = this.#work;
    this.#sender?.configure({
      ...work?.optionsOf(this),
      message: this.message,
      authorize: this.authorize,
      describe: error => work?.describeError(error, this.#language.phrases(work.english)) ?? error.code,
    });
    return this.#sender;
  }

  #invalidity() {
    if (this.incoming.length > 0)
      return { flags: { customError: true }, text: this.#language.phrases(en)('validity-busy') };
    if (this.#work)
      return this.#work.invalidityOf(this.listed, this.required, this.#language.phrases(this.#work.english));
    return this.required
      ? { flags: { valueMissing: true }, text: this.#language.phrases(en)('validity-missing') }
      : undefined;
  }

  /** Every event of the sender is one of the element's: bubbling, composed, and cancelable where it was. */
  #relay(event: SenderEvent): void {
    const { type, detail, cancelable } = event;
    if (type === 'redox-payload' && !cancelable) {
      const { id, toBlob } = detail as SenderEventDetails['redox-payload'];
      this.#messages.set(id, toBlob());
    }
    if (type === 'redox-error' && !('id' in detail))
      this.notice = (detail as SenderEventDetails['redox-error']).error.message;
    this.#follow();
    if (!this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true, cancelable })))
      event.preventDefault();
  }

  /** Draws what has changed, and says what is new about a file. */
  #follow(): void {
    const { files } = this;
    if (files === this.listed) return;
    for (const file of files) {
      const before = this.listed.find(({ id }) => id === file.id);
      if (before?.state === file.state) continue;
      if (['uploading', 'sending', 'ready', 'sent', 'failed', 'paused'].includes(file.state)) this.#say(file);
    }
    for (const id of this.#messages.keys()) if (!files.some(file => file.id === id)) this.#messages.delete(id);
    this.listed = files;
  }

  #say({ file, state, error }: SenderFile): void {
    const phrase = this.#work && this.#language.phrases(this.#work.english);
    const text = state === 'failed' ? error?.message : phrase?.(`state-${state}`);
    this.spoken = phrase?.('told', { name: file.name, text: text ?? '' }) ?? '';
  }

  readonly #act = (action: FileAction, { id }: SenderFile): void => {
    if (action === 'remove') this.#button?.focus();
    this[action](id);
  };

  readonly #picked = (): void => {
    const input = this.#input;
    if (!input) return;
    this.addFiles(input.files ?? []);
    // So that picking the same file again is a change.
    input.value = '';
  };

  readonly #dragOver = (event: DragEvent): void => {
    if (this.isDisabled || !event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    this.dragging = true;
  };

  readonly #dragLeave = (event: DragEvent): void => {
    const { currentTarget, relatedTarget } = event;
    if (!(relatedTarget instanceof Node && (currentTarget as Node).contains(relatedTarget))) this.dragging = false;
  };

  readonly #drop = (event: DragEvent): void => {
    if (this.isDisabled) return;
    event.preventDefault();
    this.dragging = false;
    this.addFiles(event.dataTransfer?.files ?? []);
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
