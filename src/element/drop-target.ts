import type { LitElement, ReactiveController } from 'lit';

/** What a user gives: a file, or a folder of files that has not been looked into. */
export type Given = File | FileSystemDirectoryEntry;

/** Only while the event that brought it is handled does the browser tell what is in it. */
function givenBy({ items, files }: DataTransfer): readonly Given[] {
  const given = [...items].flatMap(item => {
    if (item.kind !== 'file') return [];
    const entry = item.webkitGetAsEntry?.();
    return entry?.isDirectory ? (entry as FileSystemDirectoryEntry) : (item.getAsFile() ?? []);
  });
  return given.length > 0 ? given : [...files];
}

/** Takes what is dropped on a part of the element, or pasted anywhere in it. */
export class DropTarget implements ReactiveController {
  /** Something that may be dropped is held over it. */
  dragging = false;
  readonly #host: LitElement;
  readonly #take: (given: readonly Given[]) => void;
  readonly #isDisabled: () => boolean;

  constructor(host: LitElement, take: (given: readonly Given[]) => void, isDisabled: () => boolean) {
    this.#host = host;
    this.#take = take;
    this.#isDisabled = isDisabled;
    host.addController(this);
    host.addEventListener('paste', this.#paste);
  }

  hostDisconnected(): void {
    this.dragging = false;
  }

  readonly over = (event: DragEvent): void => {
    const { dataTransfer } = event;
    if (!dataTransfer?.types.includes('Files')) return;
    // Where it is not taken, it must not take the page's place either.
    event.preventDefault();
    dataTransfer.dropEffect = this.#isDisabled() ? 'none' : 'copy';
    this.#drag(!this.#isDisabled());
  };

  readonly leave = ({ currentTarget, relatedTarget }: DragEvent): void => {
    this.#drag(relatedTarget instanceof Node && (currentTarget as Node).contains(relatedTarget));
  };

  readonly drop = (event: DragEvent): void => {
    event.preventDefault();
    this.#drag(false);
    if (!this.#isDisabled() && event.dataTransfer) this.#take(givenBy(event.dataTransfer));
  };

  readonly #paste = (event: ClipboardEvent): void => {
    const given = event.clipboardData && givenBy(event.clipboardData);
    if (this.#isDisabled() || !given?.length) return;
    event.preventDefault();
    this.#take(given);
  };

  #drag(dragging: boolean): void {
    if (this.dragging !== dragging) this.#host.requestUpdate();
    this.dragging = dragging;
  }
}
