import { adoptStyles, html, nothing, type TemplateResult } from 'lit';
import type { SenderEvent } from '../core/events.js';
import { FileSender, isWorking, type SenderFile } from '../core/index.js';
import { Absence } from './absence.js';
import { newsOf, summaryOf } from './announcements.js';
import { ElementSender, type Notice } from './element-sender.js';
import type { FileAction } from './file-actions.js';
import { fileStyles } from './file-list.styles.js';
import type { RowContext } from './file-row.js';
import { FileRows } from './file-rows.js';
import { FocusKeeper } from './focus-keeper.js';
import type { Invalidity } from './form-control.js';
import { FormOutput } from './form-output.js';
import { invalidityOf } from './invalidity.js';
import { LeaveWarning } from './leave-warning.js';
import { LiveRegion } from './live-region.js';
import { styles } from './redox-file-sender.styles.js';
import type { SenderAttributes } from './sender-attributes.js';
import { optionsOf } from './settings.js';
import type { Catalogue } from './texts/catalogue.js';
import { describeError, noticeText } from './texts/describe-error.js';
import { english } from './texts/english.js';
import { isolatedPhrasesOf } from './texts/isolated-phrases.js';
import type { Phrases, phrasesOf } from './texts/phrases.js';

/** What the work needs of its element. */
export interface WorkOwner {
  element: SenderAttributes;
  internals: ElementInternals;
  phrases(english: Catalogue, make: typeof phrasesOf): Phrases<Catalogue>;
  toggleState(name: string, on: boolean): void;
  isDisabled(): boolean;
  dispatch(event: SenderEvent): boolean;
}

const NO_CHOICE: readonly [] = [];

/** All that an element does once there is a file; it loads when the picker opens or a file comes. */
export class FileWork {
  readonly sender: ElementSender;
  readonly live: LiveRegion;
  readonly output: FormOutput;
  readonly #owner: WorkOwner;
  readonly #leaving = new LeaveWarning();
  readonly #rows = new FileRows();
  #styled = false;
  /** What a screen reader was last told of. */
  #told: readonly [readonly SenderFile[], Notice | undefined] = [[], undefined];

  constructor(owner: WorkOwner) {
    const { element, internals } = owner;
    this.#owner = owner;
    this.output = new FormOutput(internals, owner.toggleState);
    this.live = new LiveRegion(element, () => this.#news());
    new FocusKeeper(element);
    this.sender = new ElementSender({
      options: () => optionsOf(element, error => describeError(error, this.#phrase)),
      changed: () => {
        element.requestUpdate();
        this.live.look();
        this.#leaving.watch(this.sender.files.some(({ state }) => isWorking(state)));
      },
      taken: () => absence.hold(),
      dispatch: owner.dispatch,
    });
    const absence = new Absence(element, () => this.sender.configured);
  }

  clear(): void {
    this.output.restored = [];
    this.sender.clear();
  }

  /** The control's own state, in the name of its button. */
  get summary(): string {
    return this.sender.files.length > 0 ? summaryOf(this.sender.files, this.#phrase) : this.#phrase('no-file');
  }

  get invalidity(): Invalidity | undefined {
    const count = this.sender.files.length + this.output.restored.length;
    if (this.#owner.element.required && count === 0)
      return { flags: { valueMissing: true }, text: this.#phrase('validity-missing') };
    return invalidityOf(this.sender.files, this.#phrase, this.#isChoosing);
  }

  /** The element has been drawn. */
  updated(): void {
    // Not before: an element that has never been in a page has nothing to be styled.
    if (!this.#styled) adoptStyles(this.#owner.element.renderRoot as ShadowRoot, [styles, fileStyles]);
    this.#styled = true;
    this.output.give(this.sender.files, this.#owner.element.name, this.sender.messages);
  }

  render(): TemplateResult {
    const { files, notice } = this.sender;
    const { restored } = this.output;
    const phrase = this.#phrase;
    const list = this.#rows.draw(files, this.#rowContext);
    return html`
      ${notice ? html`<p part="notice" id="notice">${noticeText(notice, phrase)}</p>` : nothing}
      ${
        restored.length > 0
          ? html`<p part="restored" id="restored">${phrase('count-restored', { count: restored.length })}</p>`
          : nothing
      }
      ${files.length > 0 ? list : html`<slot name="empty"></slot>`}
    `;
  }

  /**
   * What is done for the first time takes longest, so something of ours goes the way of a file while the user still looks
   * for theirs: it is neither shown nor told of, and it stays in the page.
   */
  async rehearse(): Promise<void> {
    const sender = new FileSender({ partial: true, asBlob: true });
    sender.add([new File(['-'], '')]);
    new FileRows().draw(sender.files, this.#rowContext);
  }

  get #rowContext(): RowContext {
    const { thumbnails, manual, documentTypes } = this.#owner.element;
    return {
      phrase: this.#phrase,
      thumbnails,
      documentTypes: documentTypes ?? NO_CHOICE,
      manual,
      disabled: this.#owner.isDisabled(),
      act: this.#act,
      choose: this.#choose,
    };
  }

  get #phrase(): Phrases<Catalogue> {
    return this.#owner.phrases(english, isolatedPhrasesOf);
  }

  get #isChoosing(): boolean {
    return (this.#owner.element.documentTypes?.length ?? 0) > 1;
  }

  #news(): readonly string[] {
    const { files, notice } = this.sender;
    const [toldFiles, toldNotice] = this.#told;
    this.#told = [files, notice];
    const news = files === toldFiles ? [] : newsOf(toldFiles, files, this.#phrase, this.#isChoosing);
    if (notice && notice !== toldNotice) news.push(noticeText(notice, this.#phrase));
    return news;
  }

  readonly #act = (action: FileAction, { id, file }: SenderFile): void => {
    if (
      action === 'start' &&
      this.#isChoosing &&
      !this.sender.files.some(known => known.id === id && known.documentType)
    ) {
      this.live.say(this.#phrase('validity-untyped'));
      this.#owner.element.renderRoot.querySelector<HTMLElement>(`[data-type-of="${id}"]`)?.focus();
      return;
    }
    if (action === 'remove') this.live.say(this.#phrase('removed', { name: file.name }));
    this.sender.configured[action](id);
  };

  readonly #choose = ({ id }: SenderFile, documentType: string): void =>
    this.sender.configured.setDocumentType(id, documentType || undefined);
}
