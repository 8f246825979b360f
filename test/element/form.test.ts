import { expect, fixture, html } from '@open-wc/testing';
import type { RedoxFileSender } from '../../src/element/index.js';
import { complete, eventOf, failure, fileOf, HOST_MESSAGES } from './support.js';

async function inForm(
  attributes = html`<redox-file-sender name="doc" required .message=${HOST_MESSAGES.Notes}></redox-file-sender>`,
) {
  const form = await fixture<HTMLFormElement>(html`<form><fieldset>${attributes}</fieldset></form>`);
  return { form, element: form.querySelector('redox-file-sender') as RedoxFileSender };
}

describe('the element in a form', () => {
  it('is invalid while it is required and empty', async () => {
    const { form, element } = await inForm();
    expect(form.checkValidity()).to.equal(false);
    expect(element.validity.valueMissing).to.equal(true);
    expect(element.validationMessage).to.equal('Choose a file.');
  });

  it('is invalid from the moment a file is picked until it is done', async () => {
    const { form, element } = await inForm();
    const done = eventOf('redox-complete');
    element.addFiles([fileOf('hello')]);
    await element.updateComplete;
    expect(form.checkValidity()).to.equal(false);
    expect(element.validationMessage).to.equal('Wait a moment. Your file is not finished yet.');
    await done;
    await element.updateComplete;
    expect(form.checkValidity()).to.equal(true);
  });

  it('is invalid while a file has failed, and valid when that is removed', async () => {
    const { form, element } = await inForm(html`<redox-file-sender name="doc"></redox-file-sender>`);
    await failure(element, fileOf(''));
    expect(form.checkValidity()).to.equal(false);
    const button = element.shadowRoot?.querySelector<HTMLButtonElement>('[part~=remove]');
    button?.click();
    await new Promise(resolve => setTimeout(resolve));
    await element.updateComplete;
    expect(form.checkValidity()).to.equal(true);
    expect(element.shadowRoot?.activeElement?.getAttribute('part')).to.equal('button');
  });

  it('empties when the form is reset', async () => {
    const { form, element } = await inForm();
    await complete(element, fileOf('hello'));
    form.reset();
    await new Promise(resolve => setTimeout(resolve));
    await element.updateComplete;
    expect(element.files).to.deep.equal([]);
    expect(new FormData(form).has('doc')).to.equal(false);
  });

  it('is disabled with its fieldset', async () => {
    const { form, element } = await inForm();
    (form.firstElementChild as HTMLFieldSetElement).disabled = true;
    await element.updateComplete;
    expect(element.shadowRoot?.querySelector('button')?.disabled).to.equal(true);
  });
});
