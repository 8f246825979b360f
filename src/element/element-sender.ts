import { SENDER_EVENTS, SenderEvent } from '../core/events.js';
import {
  FileSender,
  type GivenOptions,
  RedoxFileError,
  type SenderEventDetails,
  type SenderFile,
} from '../core/index.js';
import type { Given } from './drop-target.js';
import { filesIn } from './folders.js';

/** What went wrong with what was given, where there is no file in the list to say it at. */
export type Notice = { text: 'drop-none' } | { error: RedoxFileError; leftOut: number };

/** What is asked and told. */
export interface SenderOwner {
  /** The options as the attributes stand now. */
  options(): GivenOptions;
  /** Something is to be drawn and told anew. */
  changed(): void;
  /** What was given is in the list. */
  taken(): void;
  /** @returns whether no listener prevented the event's default */
  dispatch(event: SenderEvent): boolean;
}

/** The sender of one element: asked to do what the attributes say at that time, and its events handed on. */
export class ElementSender {
  notice: Notice | undefined;
  /** The messages' JSON by the files' ids, for the form. */
  readonly messages = new Map<string, () => Blob>();
  readonly #owner: SenderOwner;
  readonly #sender = new FileSender();
  /** What is looked into, because folders may take a while. */
  readonly #looking = new Set<readonly Given[]>();

  constructor(owner: SenderOwner) {
    this.#owner = owner;
    // A failure shows with the file that needs it.
    this.#sender.prepare().catch(() => undefined);
    for (const type of SENDER_EVENTS) this.#sender.addEventListener(type, event => this.#relay(event as SenderEvent));
  }

  get files(): readonly SenderFile[] {
    return this.#sender.files;
  }

  /** The sender with the options as they stand now. */
  get configured(): FileSender {
    this.#configure();
    return this.#sender;
  }

  #configure(): void {
    this.#sender.configure(this.#owner.options());
  }

  /** Something was given that is not in the list yet. */
  get isTaking(): boolean {
    return this.#looking.size > 0;
  }

  async take(given: readonly Given[]): Promise<void> {
    this.notice = undefined;
    this.#looking.add(given);
    try {
      const files = await filesIn(given);
      // Taken back meanwhile.
      if (!this.#looking.has(given)) return;
      if (files.length === 0) this.notice = { text: 'drop-none' };
      this.configured.add(files);
      this.#owner.taken();
    } catch (cause) {
      const error = new RedoxFileError('file-unreadable', { cause });
      error.message = this.configured.options.describe(error);
      this.#relay(new SenderEvent('redox-error', { error }));
    } finally {
      this.#looking.delete(given);
      this.#owner.changed();
    }
  }

  clear(): void {
    this.notice = undefined;
    this.#looking.clear();
    this.#sender.reset();
  }

  #relay(event: SenderEvent): void {
    const { type, detail, cancelable } = event;
    if (type === 'redox-payload' && !cancelable) {
      const { id, toBlob } = detail as SenderEventDetails['redox-payload'];
      let blob: Blob | undefined;
      this.messages.set(id, () => (blob ??= toBlob()));
    }
    if (type === 'redox-error' && !('id' in detail)) {
      const { error } = detail as SenderEventDetails['redox-error'];
      const leftOut = this.notice && 'leftOut' in this.notice ? this.notice.leftOut : 0;
      this.notice = { error, leftOut: leftOut + 1 };
    }
    if (type === 'redox-files-change') {
      const ids = new Set(this.files.map(({ id }) => id));
      for (const id of this.messages.keys()) if (!ids.has(id)) this.messages.delete(id);
    }
    this.#owner.changed();
    if (!this.#owner.dispatch(event)) event.preventDefault();
    // What a listener has made of the element holds for the file that it was told of.
    if (type === 'redox-file-add') this.#configure();
  }
}
