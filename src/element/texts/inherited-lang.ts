/** The element's parent as HTML inherits a language: out of a shadow tree to its host. */
const parentOf = (node: Node): Node | undefined => node.parentNode ?? (node as Partial<ShadowRoot>).host;

/** `lang` of the element or of its nearest ancestor, through shadow roots; empty where there is none. */
export function langOf(element: Element): string {
  for (let node: Node | undefined = element; node; node = parentOf(node)) {
    const lang = (node as Partial<Element>).getAttribute?.('lang');
    if (typeof lang === 'string') return lang;
  }
  return '';
}

/** One observer serves all elements; it rests while there are none. */
let observer: MutationObserver | undefined;
const followers = new Map<Element, () => void>();

/** Has all elements that follow look again. */
export const tellFollowers = (): void => {
  for (const changed of followers.values()) changed();
};

/** Watches the document and the shadow roots around an element. To watch one of them again changes nothing. */
function watch(element: Element): void {
  for (let node: Node | undefined = element; node; node = parentOf(node)) {
    node = node.getRootNode();
    observer?.observe(node, { attributeFilter: ['lang'], subtree: true });
  }
}

/** Tells whenever a `lang` may have changed that an element inherits. @param element in a document; follow it anew where it moves */
export function followLang(element: Element, changed: () => void): void {
  observer ??= new MutationObserver(tellFollowers);
  followers.set(element, changed);
  watch(element);
}

export function unfollowLang(element: Element): void {
  followers.delete(element);
  // Single roots cannot be left, and what has been seen would be lost.
  const seen = observer?.takeRecords().length;
  observer?.disconnect();
  for (const follower of followers.keys()) watch(follower);
  if (seen) tellFollowers();
}
