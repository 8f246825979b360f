import { expect, fixture, html } from '@open-wc/testing';
import type { RedoxFileSender } from '../../src/element/index.js';
import type { NotesNew } from '../../src/models/index.js';
import { listenTo, nameOf, partOf, shown, textOf } from './shown.js';
import { eventOf, failure, fileOf, HOST_MESSAGES } from './support.js';
import { waitUntil } from './wait-until.js';

const CHOICES = ['Consent Form', { value: 'Insurance', label: 'Insurance card' }];

const sender = (documentTypes: RedoxFileSender['documentTypes'], manual = false) =>
  fixture<RedoxFileSender>(
    html`<redox-file-sender ?manual=${manual} .message=${HOST_MESSAGES.Notes} .documentTypes=${documentTypes}></redox-file-sender>`,
  );

async function pick(element: RedoxFileSender): Promise<HTMLSelectElement> {
  element.addFiles([fileOf('x')]);
  return shown<HTMLSelectElement>(element, 'document-type-select');
}

function choose(select: HTMLSelectElement, value: string): void {
  select.value = value;
  select.dispatchEvent(new Event('change', { bubbles: true }));
}

describe('the choice of a document type', () => {
  it('is one of what the host offers, in the host’s words, and named for its file', async () => {
    const select = await pick(await sender(CHOICES));
    expect([...select.options].map(({ value, text }) => [value, text])).to.deep.equal([
      ['', 'Choose one'],
      ['Consent Form', 'Consent Form'],
      ['Insurance', 'Insurance card'],
    ]);
    expect(nameOf(select)).to.equal('Document type: scan.pdf');
  });

  it('makes no file wider than the element, however long its words are', async () => {
    const element = await sender([
      'Acknowledgement of receipt of the notice of privacy practices and consent',
      'Other',
    ]);
    element.style.inlineSize = '280px';
    await pick(element);
    expect(partOf(element, 'file')?.offsetWidth).to.equal(280);
    expect(partOf(element, 'document-type-select')?.offsetWidth).to.be.below(280);
  });

  it('is as wide as its words where these fit into the element, and the actions give way', async () => {
    const element = await sender(CHOICES, true);
    element.style.inlineSize = '260px';
    const select = await pick(element);
    select.style.maxInlineSize = 'none';
    const whole = select.offsetWidth;
    select.style.maxInlineSize = '';
    expect(select.offsetWidth).to.equal(whole);
  });

  it('has to be made before the file goes anywhere', async () => {
    const element = await sender(CHOICES);
    const select = await pick(element);
    expect(textOf(element, 'status')).to.equal('Choose a document type, then start');
    expect(element.validationMessage).to.equal('Choose a document type for each file.');
    const { heard } = await listenTo(element);
    partOf(element, 'start')?.click();
    expect(element.files[0]?.state).to.equal('waiting');
    expect(element.shadowRoot?.activeElement).to.equal(select);
    await heard('Choose a document type for each file.');
  });

  it('shows what the host chooses, whatever the user chose before', async () => {
    const element = await sender(CHOICES);
    const select = await pick(element);
    choose(select, 'Insurance');
    await element.updateComplete;
    for (const type of ['Consent Form', 'Insurance', undefined, 'Insurance']) {
      element.setDocumentType(element.files[0]?.id ?? '', type);
      await element.updateComplete;
      expect(select.value).to.equal(type ?? '');
    }
  });

  it('shows what will be sent, even where the host has taken it off its list', async () => {
    const element = await sender(CHOICES);
    const select = await pick(element);
    choose(select, 'Insurance');
    element.documentTypes = ['Photo', 'Letter'];
    await element.updateComplete;
    expect(select.value).to.equal('Insurance');
    choose(select, 'Photo');
    await element.updateComplete;
    expect([...select.options].map(({ value }) => value)).to.deep.equal(['', 'Photo', 'Letter']);
    element.setDocumentType(element.files[0]?.id ?? '', 'Consent Form');
    await element.updateComplete;
    expect(select.value).to.equal('Consent Form');
  });

  it('can go away, and then the user starts the file without', async () => {
    const element = await sender(CHOICES);
    await pick(element);
    element.documentTypes = [];
    await element.updateComplete;
    const composed = eventOf('redox-payload');
    partOf(element, 'start')?.click();
    expect(((await composed).detail.message as NotesNew).Note.DocumentType).to.equal('Consent Form');
  });

  it('starts nothing by itself, for a choice by keyboard passes over others', async () => {
    const element = await sender(CHOICES);
    const select = await pick(element);
    choose(select, 'Consent Form');
    choose(select, 'Insurance');
    await element.updateComplete;
    expect(element.files[0]).to.include({ state: 'waiting', documentType: 'Insurance' });
    expect(element.validationMessage).to.equal('Your file has not been sent yet.');
    const composed = eventOf('redox-payload');
    partOf(element, 'start')?.click();
    expect(((await composed).detail.message as NotesNew).Note.DocumentType).to.equal('Insurance');
  });

  it('waits for the host with `manual`, and then too has to be made', async () => {
    const element = await sender(CHOICES, true);
    const select = await pick(element);
    expect(partOf(element, 'start')).to.equal(null);
    element.start();
    expect(element.files[0]?.state).to.equal('waiting');
    choose(select, 'Consent Form');
    const composed = eventOf('redox-payload');
    element.start();
    expect(((await composed).detail.message as NotesNew).Note.DocumentType).to.equal('Consent Form');
  });

  it('waits for the host no more when `manual` goes, with a choice or without', async () => {
    for (const choices of [CHOICES, undefined]) {
      const element = await sender(choices, true);
      element.addFiles([fileOf('x')]);
      await shown(element, 'remove');
      if (choices) element.setDocumentType(element.files[0]?.id ?? '', 'Insurance');
      element.manual = false;
      const composed = eventOf('redox-payload');
      (await shown(element, 'start')).click();
      await composed;
    }
  });

  it('is none where there is one type alone', async () => {
    const element = await sender(['Insurance']);
    const composed = eventOf('redox-payload');
    element.addFiles([fileOf('x')]);
    expect(((await composed).detail.message as NotesNew).Note.DocumentType).to.equal('Insurance');
    expect(partOf(element, 'document-type-select')).to.equal(null);
  });

  it('is the one type, too, where the host learns of that after the file has failed for want of it', async () => {
    const element = await sender(undefined);
    element.message = { ...HOST_MESSAGES.Notes, Note: { Provider: { ID: '4356789876' } } };
    const error = await failure(element, fileOf('x'));
    expect(error.issues?.map(({ path }) => path)).to.deep.equal(['Note.DocumentType']);
    element.documentTypes = [{ value: 'Insurance', label: 'Insurance card' }];
    const composed = eventOf('redox-payload');
    element.retry();
    expect(((await composed).detail.message as NotesNew).Note.DocumentType).to.equal('Insurance');
  });

  it('cannot be taken back, for no file goes without one', async () => {
    const element = await sender(CHOICES);
    const select = await pick(element);
    expect(select.options[0]?.disabled).to.equal(false);
    choose(select, 'Insurance');
    await waitUntil(() => select.options[0]?.disabled === true);
    expect(select.value).to.equal('Insurance');
  });

  it('can no longer be made when the message is composed', async () => {
    const element = await sender(CHOICES);
    const select = await pick(element);
    choose(select, 'Insurance');
    const done = eventOf('redox-complete');
    partOf(element, 'start')?.click();
    await done;
    await element.updateComplete;
    expect(select.disabled).to.equal(true);
    expect(select.value).to.equal('Insurance');
  });
});
