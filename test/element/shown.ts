import type { RedoxFileSender } from '../../src/element/index.js';
import { waitUntil } from './wait-until.js';

/** What a user finds in the element. */
export const partOf = <T extends HTMLElement>(element: RedoxFileSender, part: string): T | null =>
  element.shadowRoot?.querySelector<T>(`[part~=${part}]`) ?? null;

export const textOf = (element: RedoxFileSender, part: string): string | undefined =>
  partOf(element, part)?.textContent.replace(/\s+/g, ' ').trim();

export const rowsOf = (element: RedoxFileSender): HTMLElement[] => [
  ...(element.shadowRoot?.querySelectorAll<HTMLElement>('[part=file]') ?? []),
];

/** Waits for a part, as a user does. */
export async function shown<T extends HTMLElement>(element: RedoxFileSender, part: string): Promise<T> {
  await waitUntil(() => partOf(element, part), `There is no ${part}`);
  return partOf<T>(element, part) as T;
}

/** The words that an attribute such as `aria-labelledby` refers to. */
function referredTo(control: Element, attribute: string): string | undefined {
  const ids = control.getAttribute(attribute);
  const root = control.getRootNode() as ShadowRoot;
  return ids
    ?.split(' ')
    .map(id => wordsIn(root.getElementById(id)))
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** The text of a part with what is slotted into it. */
function wordsIn(node: Node | null): string {
  if (node instanceof HTMLSlotElement && node.assignedNodes().length > 0)
    return node.assignedNodes().map(wordsIn).join('');
  if (!node || node.nodeType === Node.TEXT_NODE) return node?.textContent ?? '';
  return [...node.childNodes].map(wordsIn).join('');
}

/** The accessible name of a control, as "Accessible Name and Description Computation" has it for what the element uses. */
export const nameOf = (control: Element | null): string | undefined =>
  control
    ? (referredTo(control, 'aria-labelledby') ?? control.getAttribute('aria-label') ?? control.textContent?.trim())
    : undefined;

export const descriptionOf = (control: Element | null): string | undefined =>
  control ? referredTo(control, 'aria-describedby') : undefined;

/** What is spoken from now on, in order; each element of the list is one announcement with its lines. */
export async function listenTo(element: RedoxFileSender) {
  await element.updateComplete;
  const region = element.shadowRoot?.querySelector('[role=status]') as HTMLElement;
  const spoken: string[][] = [];
  const observer = new MutationObserver(() => {
    const lines = [...region.children].map(({ textContent }) => textContent);
    if (lines.length > 0) spoken.push(lines);
  });
  observer.observe(region, { childList: true });
  const lines = () => spoken.flat();
  return {
    /** All that has been spoken. */
    lines,
    /** Waits until a text has been spoken. */
    heard: async (text: string) => {
      await waitUntil(() => lines().includes(text)).catch(() => {
        throw new Error(`Not spoken: ${text}; but: ${lines().join(' / ')}`);
      });
    },
  };
}
