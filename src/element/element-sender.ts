import type { SenderEvent } from '../core/events.js';
import type { FileSender, RedoxFileError, SenderEventDetails, SenderFile, SenderOptions } from '../core/index.js';
import type { Given } from './drop-target.js';

export type Work = typeof import('./work.js');

/** What went wrong with what was given, where there is no file in the list to say it at. */
export type Notice = { text: 'load-failed' | 'drop-none' } | { error: RedoxFileError; leftOut: number };

/** What an element is asked and told. */
export interface Owner {
  /** The options as its attributes stand now. */
  optionsFor(work: Work): Partial<SenderOptions>;
  /** The sender is there. */
  loaded(work: Work): void;
  /** Something is to be drawn and told anew. */
  changed(): void;
  /** @returns whether no listener prevented the event's default */
  dispatch(event: SenderEvent): boolean;
}

/** The sender of one element: loaded when it is needed, and asked to do what its attributes say at that time. */
export class ElementSender {
  work: Work | undefined;
  notice: Notice | undefined;
  /** The messages' JSON by the files' ids, for the form. */
  readonly messages = new Map<string, Blob>();
  readonly #owner: Owner;
  #sender: FileSender | undefined;
  #given: readonly Given[] = [];
  /** Folders may take a while to look into. */
  #looking = 0;
  #loading: Promise<Work> | undefined;

  constructor(owner: Owner) {
    this.#owner = owner;
  }

  get files(): readonly SenderFile[] {
    return this.#sender?.files ?? [];
  }

  load(): Promise<Work> {
    this.#loading ??= import('./work.js').then(
      work => {
        this.work = work;
        this.#sender = work.createSender();
        for (const type of work.SENDER_EVENTS)
          this.#sender.addEventListener(type, event => this.#relay(event as SenderEvent));
        this.#owner.loaded(work);
        this.#owner.changed();
        return work;
      },
      error => {
        this.#loading = undefined;
        throw error;
      },
    );
    return this.#loading;
  }

  /** The sender with the options as they stand now; undefined before it has loaded. */
  get configured(): FileSender | undefined {
    if (this.work) this.#sender?.configure(this.#owner.optionsFor(this.work));
    return this.#sender;
  }

  /** Something was given that is not in the list yet. */
  get isTaking(): boolean {
    return this.#given.length > 0 || this.#looking > 0;
  }

  /** Takes what was given, and what an earlier attempt could not take. */
  async take(given: readonly Given[]): Promise<void> {
    this.#given = [...this.#given, ...given];
    this.notice = undefined;
    this.#owner.changed();
    try {
      const work = await this.load();
      await this.#takeIn(work);
    } catch {
      // What was given stays; the next act of the user tries again.
      this.notice = { text: 'load-failed' };
    }
    this.#owner.changed();
  }

  async #takeIn({ filesIn, RedoxFileError, SenderEvent }: Work): Promise<void> {
    const given = this.#given;
    this.#given = [];
    if (given.length === 0) return;
    this.#looking++;
    try {
      const files = await filesIn(given);
      if (files.length === 0) this.notice = { text: 'drop-none' };
      this.configured?.add(files);
    } catch (cause) {
      const error = new RedoxFileError('file-unreadable', { cause });
      error.message = this.configured?.options.describe(error) ?? error.code;
      this.#relay(new SenderEvent('redox-error', { error }));
    } finally {
      this.#looking--;
    }
  }

  clear(): void {
    this.notice = undefined;
    this.#given = [];
    this.#sender?.reset();
    this.#owner.changed();
  }

  #relay(event: SenderEvent): void {
    const { type, detail, cancelable } = event;
    if (type === 'redox-payload' && !cancelable) {
      const { id, toBlob } = detail as SenderEventDetails['redox-payload'];
      this.messages.set(id, toBlob());
    }
    if (type === 'redox-error' && !('id' in detail)) {
      const { error } = detail as SenderEventDetails['redox-error'];
      const leftOut = this.notice && 'leftOut' in this.notice ? this.notice.leftOut : 0;
      this.notice = { error, leftOut: leftOut + 1 };
    }
    for (const id of this.messages.keys()) if (!this.files.some(file => file.id === id)) this.messages.delete(id);
    this.#owner.changed();
    if (!this.#owner.dispatch(event)) event.preventDefault();
  }
}
