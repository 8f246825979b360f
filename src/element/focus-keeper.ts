import type { LitElement, ReactiveController } from 'lit';

/** Keeps the focus near when what has it goes away: an action that no longer fits, a file that is removed. */
export class FocusKeeper implements ReactiveController {
  readonly #host: LitElement;
  #focused: { control: Element; row: Element | null; index: number } | undefined;

  constructor(host: LitElement) {
    this.#host = host;
    host.addController(this);
  }

  hostUpdate(): void {
    const control = this.#host.shadowRoot?.activeElement;
    const row = control?.closest('li') ?? null;
    this.#focused = control ? { control, row, index: row ? this.#rows.indexOf(row) : 0 } : undefined;
  }

  hostUpdated(): void {
    const { control, row, index } = this.#focused ?? {};
    this.#focused = undefined;
    if (!control || control.isConnected) return;
    const rows = this.#rows;
    const near = row?.isConnected
      ? row
      : (rows[index ?? 0] ?? rows.at(-1) ?? this.#host.renderRoot.querySelector('#button'));
    (near as HTMLElement | null)?.focus();
  }

  get #rows(): HTMLElement[] {
    return [...this.#host.renderRoot.querySelectorAll('li')];
  }
}
