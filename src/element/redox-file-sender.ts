import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import {
  FileSender,
  type MessageSource,
  SENDER_EVENTS,
  SenderEvent,
  type SenderEventDetails,
  type SenderFile,
  type SenderOptions,
  type SendResult,
} from '../core/index.js';
import type { RedoxMessage } from '../models/index.js';
import { type FileAction, fileRow, type RowContext } from './file-row.js';
import { formValueOf, invalidityOf } from './form-value.js';
import { styles } from './redox-file-sender.styles.js';
import { optionsOf } from './settings.js';
import { en } from './texts/en.js';
import { describeError, formatSize } from './texts/format.js';

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
export class RedoxFileSender extends LitElement {
  static readonly formAssociated = true;
  static override readonly styles = styles;
  static override readonly shadowRootOptions: ShadowRootInit = {
    ...LitElement.shadowRootOptions,
    delegatesFocus: true,
  };

  /** Redox's data model: `Notes`, `Results` or `Media`. */
  @property() model = 'Notes';
  /** What happened: `New`, `Replace` or `NewUnsolicited`, as the model allows. */
  @property({ attribute: 'event-type' }) eventType = 'New';
  /** `auto`, `embed` or `upload`. */
  @property() delivery = 'auto';
  /** `payload`: end with the message in an event; `send`: with Redox's answer. */
  @property() output = 'payload';
  /** Address of the proxy; needed for upload and send. */
  @property() endpoint: string | undefined;
  /** In `auto`, files of this size and above are uploaded. */
  @property({ attribute: 'embed-limit' }) embedLimit = '10MB';
  /** Largest file. */
  @property({ attribute: 'max-size' }) maxSize = '30MB';
  /** Largest request that carries an embedded file. */
  @property({ attribute: 'request-limit' }) requestLimit = '40MB';
  /** Size of the pieces in which a file is uploaded. */
  @property({ attribute: 'chunk-size' }) chunkSize = '5MiB';
  /** As on `<input type=file>`. */
  @property() accept = '';
  /** As on `<input type=file>`. */
  @property({ type: Boolean }) multiple = false;
  /** With `multiple`: how many files at most. */
  @property({ attribute: 'max-files', type: Number }) maxFiles: number | undefined;
  /** As on `<input type=file>`. */
  @property() capture: string | undefined;
  /** In `payload`: required fields that the host's back end will fill may be missing. */
  @property({ type: Boolean }) partial = false;
  /** Wait for `start()` instead of starting when a file is added. */
  @property({ type: Boolean }) manual = false;
  /** Name of the form value. */
  @property({ reflect: true }) name = '';
  /** A form needs a file. */
  @property({ type: Boolean, reflect: true }) required = false;
  /** No files are taken. */
  @property({ type: Boolean, reflect: true }) disabled = false;
  /** What the file is for. */
  @property() label = '';
  /** What the user should know beforehand. */
  @property() hint = '';
  /** What the host knows of the message, or a function that gives it for a file. */
  @property({ attribute: false }) message: MessageSource | undefined;
  /** Headers for the token request, when a cookie session is not enough. */
  @property({ attribute: false }) authorize: SenderOptions['authorize'];

  @state() private listed: readonly SenderFile[] = [];
  @state() private notice = '';
  @state() private dragging = false;
  @state() private spoken = '';
  @state() private formDisabled = false;
  @query('input') private readonly input!: HTMLInputElement;
  @query('[part=button]') private readonly button!: HTMLButtonElement;

  readonly #sender = new FileSender();
  readonly #internals = this.attachInternals();
  /** The messages' JSON, for the form. */
  readonly #messages = new Map<string, Blob>();

  constructor() {
    super();
    for (const type of SENDER_EVENTS) this.#sender.addEventListener(type, event => this.#relay(event as SenderEvent));
  }

  /** The files, a snapshot. */
  get files(): readonly SenderFile[] {
    return this.#sender.files;
  }

  /** The messages that are composed, or Redox's answers. */
  get value(): readonly (RedoxMessage | SendResult)[] {
    return this.files.flatMap(({ message, result }) => message ?? result ?? []);
  }

  get form(): HTMLFormElement | null {
    return this.#internals.form;
  }
  get validity(): ValidityState {
    return this.#internals.validity;
  }
  get validationMessage(): string {
    return this.#internals.validationMessage;
  }
  get willValidate(): boolean {
    return this.#internals.willValidate;
  }
  checkValidity(): boolean {
    return this.#internals.checkValidity();
  }
  reportValidity(): boolean {
    return this.#internals.reportValidity();
  }

  /** Opens the file picker; only works in answer to an act of the user. */
  browse(): void {
    // What sending needs loads while the user looks for the file.
    void this.#sender.prepare().catch(() => undefined);
    this.input.click();
  }

  /** Takes files as if the user had picked them. */
  addFiles(files: Iterable<File>): void {
    this.#configure();
    this.notice = '';
    this.#sender.add(files);
  }

  /** With `manual`: starts what waits. */
  start(): void {
    this.#configure();
    this.#sender.start();
  }

  /** Holds one file, or all. */
  pause(id?: string): void {
    this.#sender.pause(id);
  }

  /** Goes on with one paused file, or all. */
  resume(id?: string): void {
    this.#configure();
    this.#sender.resume(id);
  }

  /** Tries one failed file again, or all that can be. */
  retry(id?: string): void {
    this.#configure();
    this.#sender.retry(id);
  }

  /** Takes a file off the list; an upload that has begun is deleted at the proxy. */
  override remove(): void;
  override remove(id: string): void;
  override remove(id?: string): void {
    // Without an id this is Element.remove(), which every element has.
    if (id === undefined) super.remove();
    else this.#sender.remove(id);
  }

  /** Takes all files off the list. */
  reset(): void {
    this.notice = '';
    this.#sender.reset();
  }

  formResetCallback(): void {
    this.reset();
  }

  formDisabledCallback(disabled: boolean): void {
    this.formDisabled = disabled;
  }

  override willUpdate(changed: PropertyValues): void {
    this.#configure();
    if (changed.has('listed') || changed.has('name')) this.#internals.setFormValue(this.#formValue());
  }

  override updated(): void {
    const invalidity = invalidityOf(this.listed, this.required, en);
    this.#internals.setValidity(invalidity?.flags ?? {}, invalidity?.text, this.button);
  }

  protected override render() {
    const texts = en;
    const multiple = this.#sender.options.maxFiles > 1;
    const row: RowContext = { texts, locale: this.#locale, disabled: this.#isDisabled, act: this.#act };
    return html`
      <div part="label" id="label"><slot name="label">${this.label}</slot></div>
      <div part="hint" id="hint"><slot name="hint">${this.hint}</slot></div>
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
          ?disabled=${this.#isDisabled}
          @click=${this.browse}
        >
          ${multiple ? texts.chooseFiles : texts.chooseFile}
        </button>
        <span>${texts.dropHere}</span>
        <span part="limit" id="limit">${texts.limit(formatSize(this.#sender.options.maxSize, this.#locale))}</span>
        <input
          type="file"
          hidden
          accept=${this.accept || nothing}
          capture=${this.capture ?? nothing}
          ?multiple=${multiple}
          ?disabled=${this.#isDisabled}
          @change=${this.#picked}
        />
      </div>
      ${this.notice ? html`<p part="notice">${this.notice}</p>` : nothing}
      <ul part="files">
        ${repeat(
          this.listed,
          file => file.id,
          file => guard([file, row.disabled, row.locale], () => fileRow(file, row)),
        )}
      </ul>
      <div class="live" role="status">${this.spoken}</div>
    `;
  }

  get #isDisabled(): boolean {
    return this.disabled || this.formDisabled;
  }

  get #locale(): string {
    return this.closest('[lang]')?.getAttribute('lang') || 'en';
  }

  #configure(): void {
    this.#sender.configure({
      ...optionsOf(this),
      message: this.message,
      authorize: this.authorize,
      describe: error => describeError(error, en, this.#locale),
    });
  }

  #formValue(): FormData | null {
    return this.name ? formValueOf(this.listed, this.name, this.#messages) : null;
  }

  /** Every event of the sender is one of the element's: bubbling, composed, and cancelable where it was. */
  #relay(event: SenderEvent): void {
    if (event.type === 'redox-payload') {
      const { id, toBlob } = event.detail as SenderEventDetails['redox-payload'];
      if (this.#sender.options.output === 'payload') this.#messages.set(id, toBlob());
    }
    if (event.type === 'redox-error' && !('id' in event.detail))
      this.notice = (event.detail as SenderEventDetails['redox-error']).error.message;
    this.#follow();
    if (!this.dispatchEvent(new SenderEvent(event.type, event.detail, { cancelable: event.cancelable })))
      event.preventDefault();
  }

  /** Draws what has changed, and says what is new about a file. */
  #follow(): void {
    const { files } = this.#sender;
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
    this.spoken = en.announcement(file.name, state === 'failed' ? (error?.message ?? '') : en.states[state]);
  }

  readonly #act = (action: FileAction, { id }: SenderFile): void => {
    if (action === 'remove') this.button.focus();
    this[action](id);
  };

  readonly #picked = (): void => {
    const files = [...(this.input.files ?? [])];
    // So that picking the same file again is a change.
    this.input.value = '';
    this.addFiles(files);
  };

  readonly #dragOver = (event: DragEvent): void => {
    if (this.#isDisabled || !event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    this.dragging = true;
  };

  readonly #dragLeave = (event: DragEvent): void => {
    const { currentTarget, relatedTarget } = event;
    if (!(relatedTarget instanceof Node && (currentTarget as Node).contains(relatedTarget))) this.dragging = false;
  };

  readonly #drop = (event: DragEvent): void => {
    if (this.#isDisabled) return;
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
