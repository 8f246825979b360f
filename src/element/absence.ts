import type { LitElement, ReactiveController } from 'lit';
import { type FileSender, isWorking } from '../core/index.js';

/**
 * Holds the files of an element that is taken out of the page: nobody would hear of them any more, and whoever is signed
 * in when a token is renewed may be somebody else. Put back it goes on; put back in the same task it never stops.
 */
export class Absence implements ReactiveController {
  readonly #host: LitElement;
  readonly #sender: () => FileSender;
  #held: readonly string[] = [];

  constructor(host: LitElement, sender: () => FileSender) {
    this.#host = host;
    this.#sender = sender;
    host.addController(this);
    // It may have gone while this loaded.
    this.hostDisconnected();
  }

  hostConnected(): void {
    for (const id of this.#held) this.#sender().resume(id);
    this.#held = [];
  }

  hostDisconnected(): void {
    setTimeout(() => this.hold());
  }

  /** Also what has come since: a folder takes its time to be read. An element that has never been in a page has not gone. */
  hold(): void {
    if (this.#host.isConnected || !this.#host.hasUpdated) return;
    const sender = this.#sender();
    this.#held = [...this.#held, ...sender.files.flatMap(({ id, state }) => (isWorking(state) ? id : []))];
    sender.pause();
  }
}
