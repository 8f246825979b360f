import type { PropertyDeclarations } from 'lit';
import type { SenderFile, SendResult } from '../core/index.js';
import type { RedoxMessage } from '../models/index.js';
import { ElementSender, type Notice, type Work } from './element-sender.js';
import type { Invalidity } from './form-control.js';
import type { Restored } from './form-value.js';
import { Language } from './language.js';
import type { LiveRegion } from './live-region.js';
import { SenderAttributes } from './sender-attributes.js';
import type { Catalogue, ControlTexts } from './texts/catalogue.js';
import { en } from './texts/en.js';
import type { Phrases } from './texts/phrases.js';

const ENDED: readonly SenderFile['state'][] = ['ready', 'sent'];

/** What the element does, for a host and for a form; how it looks stands apart. */
export abstract class SendingElement extends SenderAttributes {
  static override readonly properties: PropertyDeclarations = {
    ...SenderAttributes.properties,
    restored: { state: true },
  };

  /** What was sent before the user came back to the page. */
  protected restored: readonly Restored[] = [];

  protected readonly sender = new ElementSender({
    optionsFor: work => this.#optionsFor(work),
    loaded: work => this.loaded(work),
    changed: () => {
      this.requestUpdate();
      this.live?.look();
    },
    dispatch: ({ type, detail, cancelable }) =>
      this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true, cancelable })),
  });
  protected live: LiveRegion | undefined;
  readonly #language = new Language(this);
  /** What a screen reader was last told of. */
  #told: readonly [readonly SenderFile[], Notice | undefined] = [[], undefined];
  #formValueFor = '';

  /** The files, a snapshot. */
  get files(): readonly SenderFile[] {
    return this.sender.files;
  }

  /** The messages that are composed, or Redox's answers. */
  get value(): readonly (RedoxMessage | SendResult)[] {
    return this.files.flatMap(({ message, result }) => message ?? result ?? []);
  }

  /** Takes files as if the user had picked them. */
  addFiles(files: Iterable<File>): void {
    void this.sender.take([...files]);
  }

  /** Starts what waits: with `manual`, or where a document type had to be chosen. */
  start(id?: string): void {
    this.sender.configured?.start(id);
  }

  /** Holds one file, or all. */
  pause(id?: string): void {
    this.sender.configured?.pause(id);
  }

  /** Goes on with one paused file, or all. */
  resume(id?: string): void {
    this.sender.configured?.resume(id);
  }

  /** Tries one failed file again, or all that can be. */
  retry(id?: string): void {
    this.sender.configured?.retry(id);
  }

  /** Chooses what kind of document a file is; it wins over the host's message. */
  setDocumentType(id: string, documentType: string | undefined): void {
    this.sender.configured?.setDocumentType(id, documentType);
  }

  /** Takes a file off the list; an upload that has begun is deleted at the proxy. */
  override remove(): void;
  override remove(id: string): void;
  override remove(id?: string): void {
    // Without an id this is Element.remove(), which every element has.
    if (id === undefined) super.remove();
    else this.sender.configured?.remove(id);
  }

  /** Takes all files off the list. */
  reset(): void {
    this.restored = [];
    this.sender.clear();
  }

  formStateRestoreCallback(state: unknown, mode: string): void {
    if (mode !== 'restore' || !state) return;
    this.sender.load().then(
      ({ restoredFrom }) => {
        this.restored = restoredFrom(state);
      },
      () => undefined,
    );
  }

  protected override updated(): void {
    this.applyValidity();
    this.#applyFormValue();
    const { files } = this;
    const some = (...states: SenderFile['state'][]) => files.some(({ state }) => states.includes(state));
    this.toggleState('empty', files.length === 0);
    this.toggleState(
      'sending',
      this.sender.isTaking || some('queued', 'preparing', 'encoding', 'uploading', 'sending'),
    );
    this.toggleState('failed', some('failed'));
    this.toggleState('complete', files.length > 0 && files.every(({ state }) => ENDED.includes(state)));
  }

  protected get invalidity(): Invalidity | undefined {
    const { work, isTaking } = this.sender;
    if (isTaking) return { flags: { customError: true }, text: this.phrase('validity-busy') };
    if (this.required && this.files.length + this.restored.length === 0)
      return { flags: { valueMissing: true }, text: this.phrase('validity-missing') };
    return work?.invalidityOf(this.files, this.allPhrases(work), this.isChoosing);
  }

  protected loaded(work: Work): void {
    this.live = new work.LiveRegion(this, () => this.#news(work));
  }

  /** What is said before there is a file. */
  protected get phrase(): Phrases<ControlTexts> {
    return this.#language.phrases(en);
  }

  protected allPhrases({ english }: Work): Phrases<Catalogue> {
    return this.#language.phrases(english);
  }

  /** Document types are the user's choice. */
  protected get isChoosing(): boolean {
    return (this.documentTypes?.length ?? 0) > 1;
  }

  #optionsFor(work: Work) {
    return {
      ...work.optionsOf(this),
      message: this.message,
      authorize: this.authorize,
      describe: (error: Parameters<Work['describeError']>[0]) => work.describeError(error, this.allPhrases(work)),
    };
  }

  #news(work: Work): readonly string[] {
    const { files, sender } = this;
    const [toldFiles, toldNotice] = this.#told;
    this.#told = [files, sender.notice];
    const phrase = this.allPhrases(work);
    const news = files === toldFiles ? [] : work.newsOf(toldFiles, files, phrase, this.isChoosing);
    if (sender.notice && sender.notice !== toldNotice) news.push(work.noticeText(sender.notice, phrase));
    return news;
  }

  /** Progress comes many times a second and changes nothing of the value. */
  #applyFormValue(): void {
    const { work, messages } = this.sender;
    const { name, files, restored } = this;
    const key = JSON.stringify([name, restored, files.map(({ id, state }) => [id, state])]);
    if (!work || key === this.#formValueFor) return;
    this.#formValueFor = key;
    this.internals.setFormValue(
      name ? work.formValueOf(files, restored, name, messages) : null,
      work.stateOf(files, restored),
    );
  }
}
