import { fixture, html } from '@open-wc/testing';
import type { RedoxFileSender } from '../../src/element/index.js';
import { HOST_MESSAGES } from './support.js';

/** An element in a form of its own, in a fieldset. */
export async function inForm(
  attributes = html`<redox-file-sender name="doc" required .message=${HOST_MESSAGES.Notes}></redox-file-sender>`,
) {
  const form = await fixture<HTMLFormElement>(html`<form><fieldset>${attributes}</fieldset></form>`);
  return { form, element: form.querySelector('redox-file-sender') as RedoxFileSender };
}
