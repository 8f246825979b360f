import type { PropertyDeclarations } from 'lit';
import type { SenderFile, SendResult } from '../core/index.js';
import type { RedoxMessage } from '../models/index.js';
import type { Given } from './drop-target.js';
import type { FileWork } from './file-work.js';
import type { Invalidity } from './form-control.js';
import { SenderAttributes } from './sender-attributes.js';
import type { ControlTexts } from './texts/catalogue.js';
import { en } from './texts/en.js';
import { LanguageController } from './texts/language-controller.js';
import type { Phrases } from './texts/phrases.js';

/** What the element does, for a host and for a form; how it looks stands apart. */
export abstract class SendingElement extends SenderAttributes {
  static override readonly properties: PropertyDeclarations = {
    given: { state: true },
    loadFailed: { state: true },
  };

  /** What waits for what handles it. */
  protected given: readonly Given[] = [];
  protected loadFailed = false;
  protected work: FileWork | undefined;
  protected readonly language = new LanguageController(this);
  #loading: Promise<FileWork> | undefined;
  /** What the browser has kept, until it is taken back. */
  #kept: unknown;

  /** The files, a snapshot. */
  get files(): readonly SenderFile[] {
    return this.work?.sender.files ?? [];
  }

  /** The messages that are composed, or Redox's answers. */
  get value(): readonly (RedoxMessage | SendResult)[] {
    return this.files.flatMap(({ message, result }) => message ?? result ?? []);
  }

  /** Takes files as if the user had picked them. */
  addFiles(files: Iterable<File>): void {
    const given = [...files];
    if (given.length > 0) this.take(given);
  }

  /** Starts what waits: with `manual`, or where a document type had to be chosen. */
  start(id?: string): void {
    this.work?.sender.configured.start(id);
  }

  /** Holds one file, or all. */
  pause(id?: string): void {
    this.work?.sender.configured.pause(id);
  }

  /** Goes on with one paused file, or all. Vue and others set what is here instead of the attribute of that name. */
  get resume(): (id?: string) => void {
    return id => this.work?.sender.configured.resume(id);
  }

  set resume(mode: string) {
    this.resumeMode = mode;
  }

  /** Tries one failed file again, or all that can be. */
  retry(id?: string): void {
    this.work?.sender.configured.retry(id);
  }

  /** Chooses what kind of document a file is; it wins over the host's message. */
  setDocumentType(id: string, documentType: string | undefined): void {
    this.work?.sender.configured.setDocumentType(id, documentType);
  }

  /** Takes a file off the list; an upload that has begun is deleted at the proxy. */
  override remove(): void;
  override remove(id: string): void;
  override remove(id?: string): void {
    // Without an id this is Element.remove(), which every element has.
    if (id === undefined) super.remove();
    else this.work?.sender.configured.remove(id);
  }

  /** Takes all files off the list. */
  reset(): void {
    this.given = [];
    this.#kept = undefined;
    this.loadFailed = false;
    this.work?.clear();
    this.requestUpdate();
  }

  formStateRestoreCallback(state: unknown): void {
    if (!state) return;
    this.#kept = state;
    this.load().then(
      ({ output }) => {
        output.restore(this.#kept);
        this.requestUpdate();
      },
      () => undefined,
    );
  }

  /** Takes what a user gives; what cannot be taken yet is taken with what is given next. */
  protected take(given: readonly Given[]): void {
    this.given = [...this.given, ...given];
    this.loadFailed = false;
    // Who submits the form in the same breath is not to send it half-way.
    this.catchUp();
    this.load().then(
      work => {
        const all = this.given;
        this.given = [];
        // What was given while this loaded has been taken with what was given before.
        if (all.length > 0 || given.length === 0) void work.sender.take(all);
      },
      () => {
        // Unless it was taken back meanwhile.
        this.loadFailed = this.given.length > 0;
      },
    );
  }

  protected load(): Promise<FileWork> {
    this.language.follow();
    this.#loading ??= import('./file-work.js').then(
      ({ FileWork }) => {
        this.work = new FileWork({
          element: this,
          internals: this.internals,
          phrases: (english, make) => this.language.phrases(english, make),
          toggleState: this.toggleState.bind(this),
          isDisabled: () => this.isDisabled,
          dispatch: ({ type, detail, cancelable }) => {
            // A listener may submit the form, which is to have what the listener is told of.
            if (!cancelable) this.catchUp();
            return this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true, cancelable }));
          },
        });
        // Should it fail, the user's file says so.
        if (this.given.length === 0) this.work.rehearse().catch(() => undefined);
        this.requestUpdate();
        return this.work;
      },
      error => {
        this.#loading = undefined;
        throw error;
      },
    );
    return this.#loading;
  }

  protected override updated(): void {
    this.work?.updated();
    this.applyValidity();
    this.toggleState('empty', this.files.length === 0);
  }

  protected get isTaking(): boolean {
    return (this.given.length > 0 && !this.loadFailed) || this.work?.sender.isTaking === true;
  }

  protected get invalidity(): Invalidity | undefined {
    const reason = this.loadFailed ? 'load-failed' : this.isTaking && 'validity-busy';
    if (reason) return { flags: { customError: true }, text: this.phrase(reason) };
    if (this.work) return this.work.invalidity;
    return this.required ? { flags: { valueMissing: true }, text: this.phrase('validity-missing') } : undefined;
  }

  /** What is said before there is a file. */
  protected get phrase(): Phrases<ControlTexts> {
    return this.language.phrases(en);
  }
}
