import type { RedoxFileSender } from '../../../src/element/index.js';
import '../../../src/index.js';
import { NOTE } from './contestant.js';

/** The page of our own element. */
export function addSender(attributes: Record<string, string>): RedoxFileSender {
  const sender = document.createElement('redox-file-sender');
  for (const [name, value] of Object.entries(attributes)) sender.setAttribute(name, value);
  sender.message = NOTE;
  document.body.append(sender);
  return sender;
}

/** The picker opens, and the user looks for the file. */
export async function open(sender: RedoxFileSender): Promise<void> {
  sender.browse();
  await new Promise(resolve => setTimeout(resolve, 500));
}

/** Its input, which is in its shadow. */
export const inputOf = (sender: RedoxFileSender): HTMLInputElement | null =>
  sender.shadowRoot?.querySelector('input') ?? null;

/** The next event of a type; an error of the element's ends the wait. */
export function eventOf<Type extends 'redox-payload' | 'redox-sent'>(
  sender: RedoxFileSender,
  type: Type,
): Promise<HTMLElementEventMap[Type]> {
  return new Promise((resolve, reject) => {
    sender.addEventListener(type, resolve as EventListener, { once: true });
    sender.addEventListener('redox-error', ({ detail }) => reject(detail.error), { once: true });
  });
}
