/** The element's parent as HTML inherits a language: out of a shadow tree to its host. */
const parentOf = (node: Node): Node | null => node.parentNode ?? (node as Partial<ShadowRoot>).host ?? null;

/** `lang` of the element or of its nearest ancestor, through shadow roots; empty where there is none. */
export function langOf(element: Element): string {
  for (let node: Node | null = element; node; node = parentOf(node)) {
    const lang = (node as Partial<Element>).getAttribute?.('lang');
    if (typeof lang === 'string') return lang;
  }
  return '';
}

interface Watch {
  observer: MutationObserver;
  listeners: Set<() => void>;
}

/** One for each document and shadow root that holds one of our elements, however many those are. */
const watches = new WeakMap<Node, Watch>();

function watch(root: Node, listener: () => void): void {
  let found = watches.get(root);
  if (!found) {
    const listeners = new Set<() => void>();
    const observer = new MutationObserver(() => {
      for (const changed of listeners) changed();
    });
    observer.observe(root, { attributes: true, attributeFilter: ['lang'], subtree: true });
    found = { observer, listeners };
    watches.set(root, found);
  }
  found.listeners.add(listener);
}

function unwatch(root: Node, listener: () => void): void {
  const found = watches.get(root);
  found?.listeners.delete(listener);
  if (found?.listeners.size !== 0) return;
  found.observer.disconnect();
  watches.delete(root);
}

/**
 * Tells whenever a `lang` may have changed that an element inherits.
 * @param element in a document; where it moves, it has to be followed anew
 * @returns what ends it
 */
export function followLang(element: Element, changed: () => void): () => void {
  const roots: Node[] = [];
  for (let node: Node | null = element; node; node = parentOf(roots.at(-1) as Node)) roots.push(node.getRootNode());
  for (const root of roots) watch(root, changed);
  return () => {
    for (const root of roots) unwatch(root, changed);
  };
}
