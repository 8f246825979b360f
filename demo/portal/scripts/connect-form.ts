import type { RedoxFileSender } from '../../../src/element/index.js';
import { clearAlert } from './alert.js';
import { byId } from './dom.js';
import { postForm } from './post-form.js';

/** Controls that can say what is wrong with them. */
type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/**
 * Lets the form's button send what waits in the element, and posts the form when everything has arrived. The browser's
 * own validation would not let a form be submitted whose files still wait, so it is asked here, in that order.
 */
export function connectForm(): void {
  const form = byId<HTMLFormElement>('form');
  const sender = byId<RedoxFileSender>('sender');
  let submitted = false;
  form.noValidate = true;

  form.addEventListener('submit', async event => {
    event.preventDefault();
    clearAlert();
    const fields = [...form.elements].filter(
      (control): control is Control => control !== sender && 'labels' in control,
    );
    if (!fields.every(field => field.reportValidity())) return;
    if (sender.files.some(({ state }) => state === 'waiting')) {
      submitted = true;
      sender.start();
    } else if (sender.reportValidity()) await postForm(form);
  });

  sender.addEventListener('redox-complete', async ({ detail: { files } }) => {
    if (!submitted || !files.every(({ state }) => state === 'sent')) return;
    submitted = false;
    await postForm(form);
  });
}
