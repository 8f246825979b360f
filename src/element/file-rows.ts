import { render } from 'lit';
import type { SenderFile } from '../core/index.js';
import { fileRow, type RowContext } from './file-row.js';
import { thumbnail } from './thumbnail.js';

/** One file's row, and what it was last drawn with. */
class Row {
  readonly element = document.createElement('li');
  #picture: unknown;
  #drawn: readonly unknown[] = [];

  constructor() {
    this.element.setAttribute('part', 'file');
    // It can have the focus when its actions go.
    this.element.tabIndex = -1;
  }

  draw(file: SenderFile, context: RowContext): void {
    const drawn = [file, ...Object.values(context)];
    if (drawn.every((value, at) => value === this.#drawn[at])) return;
    this.#drawn = drawn;
    this.element.className = file.error?.code === 'send-unconfirmed' ? 'unconfirmed' : file.state;
    // Made once: its address is good for one picture only.
    this.#picture = context.thumbnails ? (this.#picture ?? thumbnail(file.file)) : undefined;
    render(fileRow(file, context, this.#picture), this.element);
  }
}

/**
 * The list of files. A row stays the same element as long as its file is there, so that it keeps the focus, and it is
 * drawn again only when its file has changed. Lit's `repeat` and `guard` do the same at the cost of a kilobyte.
 */
export class FileRows {
  readonly #list = document.createElement('ul');
  readonly #rows = new Map<string, Row>();

  constructor() {
    this.#list.setAttribute('part', 'files');
    // Safari takes a list without markers for none.
    this.#list.setAttribute('role', 'list');
  }

  /** @param files in the order in which they were added @returns the list, always the same element */
  draw(files: readonly SenderFile[], context: RowContext): HTMLElement {
    this.#list.setAttribute('aria-label', context.phrase('file-list'));
    const gone = new Set(this.#rows.keys());
    for (const file of files) {
      gone.delete(file.id);
      const row = this.#rows.get(file.id) ?? new Row();
      row.draw(file, context);
      if (this.#rows.has(file.id)) continue;
      this.#rows.set(file.id, row);
      this.#list.append(row.element);
    }
    for (const id of gone) {
      this.#rows.get(id)?.element.remove();
      this.#rows.delete(id);
    }
    return this.#list;
  }
}
