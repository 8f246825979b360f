import { expect, fixture, html } from '@open-wc/testing';
import type { RedoxFileSender, SenderFile } from '../../src/element/index.js';
import { holdRequests } from './held-requests.js';
import { inForm } from './in-form.js';
import { nameOf, partOf } from './shown.js';
import { complete, eventOf, failure, fileOf, HOST_MESSAGES, SENDABLE } from './support.js';

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

  for (const type of ['redox-sent', 'redox-files-change', 'redox-complete'] as const)
    it(`has its value when a listener to ${type} submits it`, async () => {
      const { form, element } = await inForm(
        html`<redox-file-sender name="doc" output="send" endpoint="/redox" .message=${SENDABLE}></redox-file-sender>`,
      );
      const submitted: unknown[] = [];
      form.addEventListener('submit', event => {
        event.preventDefault();
        submitted.push(...new FormData(form).getAll('doc'));
      });
      element.addEventListener(type, () => {
        if (element.files[0]?.state === 'sent' && submitted.length === 0) form.requestSubmit();
      });
      await complete(element, fileOf('x'));
      const [{ documentId, result }] = element.files as unknown as [SenderFile];
      expect(submitted).to.deep.equal([JSON.stringify({ documentId, ...result })]);
      expect(element.value).to.deep.equal([result]);
    });

  it('is not submitted by who adds a file in the same breath', async () => {
    const { form, element } = await inForm(html`<redox-file-sender name="doc"></redox-file-sender>`);
    const done = eventOf('redox-error');
    element.addFiles([fileOf('x')]);
    expect(form.checkValidity()).to.equal(false);
    await done;
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

  it('gives its form nothing without a name', async () => {
    const { form, element } = await inForm(
      html`<redox-file-sender .message=${HOST_MESSAGES.Notes}></redox-file-sender>`,
    );
    await complete(element, fileOf('x'));
    expect([...new FormData(form)]).to.deep.equal([]);
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

  it('is enabled again by its property, as by its attribute', async () => {
    const { element } = await inForm();
    const isOff = async () => {
      await element.updateComplete;
      return [partOf<HTMLButtonElement>(element, 'button')?.disabled, element.matches(':disabled')];
    };
    for (const act of [() => element.removeAttribute('disabled'), () => Object.assign(element, { disabled: false })]) {
      element.disabled = true;
      expect(await isOff()).to.deep.equal([true, true]);
      act();
      expect(await isOff()).to.deep.equal([false, false]);
    }
    Object.assign(element, { disabled: undefined });
    expect(await isOff()).to.deep.equal([false, false]);
  });

  it('is disabled by itself as well, and then takes nothing, and nothing can be done with what it has', async () => {
    const { form, element } = await inForm(
      html`<redox-file-sender name="doc" multiple required disabled .message=${HOST_MESSAGES.Notes}></redox-file-sender>`,
    );
    expect(form.checkValidity()).to.equal(true);
    expect(element.willValidate).to.equal(false);
    const data = new DataTransfer();
    data.items.add(fileOf('dropped'));
    const drop = new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true });
    partOf(element, 'dropzone')?.dispatchEvent(drop);
    // The browser would show the file in the page's place.
    expect(drop.defaultPrevented).to.equal(true);
    const paste = Object.assign(new Event('paste', { cancelable: true }), { clipboardData: data });
    element.dispatchEvent(paste);
    expect([paste.defaultPrevented, element.checkValidity()]).to.deep.equal([false, true]);
    await complete(element, fileOf('y', 'from-the-host.pdf'));
    expect(element.files.map(({ file }) => file.name)).to.deep.equal(['from-the-host.pdf']);
    expect((partOf(element, 'remove') as HTMLButtonElement).disabled).to.equal(true);
    element.disabled = false;
    await element.updateComplete;
    expect((partOf(element, 'remove') as HTMLButtonElement).disabled).to.equal(false);
  });

  it('follows its attributes at once, as HTML’s own controls do', async () => {
    const { element } = await inForm(html`<redox-file-sender name="doc"></redox-file-sender>`);
    expect(element.checkValidity()).to.equal(true);
    element.required = true;
    expect(element.checkValidity()).to.equal(false);
    element.disabled = true;
    expect([element.willValidate, element.checkValidity()]).to.deep.equal([false, true]);
  });

  it('is invalid for a reason of the host’s own until that is taken back', async () => {
    const { form, element } = await inForm(html`<redox-file-sender name="doc"></redox-file-sender>`);
    element.setCustomValidity('Sign first.');
    expect(form.checkValidity()).to.equal(false);
    element.required = true;
    expect(element.validationMessage).to.equal('Sign first.');
    element.required = false;
    element.setCustomValidity('');
    expect(form.checkValidity()).to.equal(true);
  });

  it('says of a paused file that it waits, and not that it is busy', async () => {
    const { element } = await inForm();
    const requests = holdRequests('PATCH');
    try {
      element.delivery = 'upload';
      element.endpoint = '/redox';
      element.addFiles([fileOf(1000)]);
      await requests.arrived();
      expect(element.validationMessage).to.equal('Wait a moment. Your file is not finished yet.');
      element.pause();
      expect(element.validationMessage).to.equal('A file is paused. Continue or remove it.');
      expect(element.checkValidity()).to.equal(false);
    } finally {
      requests.release();
    }
  });

  it('tells style sheets its states', async () => {
    const { element } = await inForm();
    expect(element.matches(':state(empty):state(invalid)')).to.equal(true);
    await complete(element, fileOf('x'));
    expect(element.matches(':state(complete)')).to.equal(true);
    expect(element.matches(':state(empty), :state(invalid), :state(sending), :state(failed)')).to.equal(false);
    element.reset();
    await element.updateComplete;
    expect(element.matches(':state(empty):not(:state(complete))')).to.equal(true);
    await failure(element, fileOf(''));
    expect(element.matches(':state(failed):state(invalid)')).to.equal(true);
  });

  it('opens the picker when a label of the page is clicked, and once when it is clicked itself', async () => {
    const page = await fixture(
      html`<div><label for="doc">Your form</label><redox-file-sender id="doc"></redox-file-sender></div>`,
    );
    const element = page.querySelector('redox-file-sender') as RedoxFileSender;
    let opened = 0;
    element.shadowRoot?.querySelector('input')?.addEventListener('click', event => {
      event.preventDefault();
      opened++;
    });
    page.querySelector('label')?.click();
    expect(opened).to.equal(1);
    partOf(element, 'button')?.click();
    expect(opened).to.equal(2);
    partOf(element, 'hint')?.click();
    expect(opened).to.equal(2);
    element.disabled = true;
    element.click();
    expect(opened).to.equal(2);
  });

  it('is named by labels of the page, even when these change', async () => {
    const page = await fixture(
      html`<div><label for="doc">Your form</label><redox-file-sender id="doc"></redox-file-sender></div>`,
    );
    const element = page.querySelector('redox-file-sender') as RedoxFileSender;
    const button = partOf(element, 'button');
    const [label] = element.labels;
    expect(nameOf(button)).to.match(/^Your form ?,/);
    if (label) label.textContent = 'Another form';
    button?.focus();
    await element.updateComplete;
    expect(nameOf(button)).to.match(/^Another form ?,/);
  });
});
