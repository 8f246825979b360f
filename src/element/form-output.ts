import { isWorking, type SenderFile } from '../core/index.js';
import { formValueOf, type Restored, restoredFrom, stateOf } from './form-value.js';

/** What a form, the browser's history and style sheets get of the files. */
export class FormOutput {
  /** What was sent before the user came back to the page. */
  restored: readonly Restored[] = [];
  readonly #internals: ElementInternals;
  readonly #toggleState: (name: string, on: boolean) => void;
  #given = '';

  constructor(internals: ElementInternals, toggleState: (name: string, on: boolean) => void) {
    this.#internals = internals;
    this.#toggleState = toggleState;
  }

  restore(state: unknown): void {
    this.restored = restoredFrom(state);
  }

  give(files: readonly SenderFile[], name: string, messages: ReadonlyMap<string, () => Blob>): void {
    const { restored } = this;
    // Progress comes many times a second and changes nothing of this.
    const key = JSON.stringify([name, restored, files.map(({ id, state }) => [id, state])]);
    if (key === this.#given) return;
    this.#given = key;
    this.#internals.setFormValue(name ? formValueOf(files, restored, name, messages) : null, stateOf(files, restored));
    this.#toggleState(
      'sending',
      files.some(({ state }) => isWorking(state)),
    );
    this.#toggleState(
      'failed',
      files.some(({ state }) => state === 'failed'),
    );
    this.#toggleState(
      'complete',
      files.length > 0 && files.every(({ state }) => state === 'ready' || state === 'sent'),
    );
  }
}
