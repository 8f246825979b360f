import { expect, fixture, html } from '@open-wc/testing';
import type { RedoxFileSender } from '../../src/element/index.js';
import { type HeldRequests, holdRequests } from './held-requests.js';
import { nameOf, partOf, rowsOf, shown } from './shown.js';
import { complete, eventOf, failure, fileOf, HOST_MESSAGES, SENDABLE } from './support.js';

const sender = (template = html`<redox-file-sender multiple .message=${HOST_MESSAGES.Notes}></redox-file-sender>`) =>
  fixture<RedoxFileSender>(template);

const focusedIn = (element: RedoxFileSender) => element.shadowRoot?.activeElement ?? null;

/** A list that has changed has been drawn. */
const drawn = async (element: RedoxFileSender) => {
  await eventOf('redox-files-change');
  await element.updateComplete;
};

describe('the focus', () => {
  let requests: HeldRequests | undefined;
  afterEach(() => requests?.release());

  it('goes to the next file when one is removed, then to the one before, and at last to the button', async () => {
    const element = await sender();
    await complete(element, fileOf('1', 'a.pdf'), fileOf('2', 'b.pdf'), fileOf('3', 'c.pdf'));
    const remove = async (name: string) => {
      const row = rowsOf(element).find(({ textContent }) => textContent.includes(name));
      row?.querySelector<HTMLButtonElement>('[part~=remove]')?.click();
      await drawn(element);
      return focusedIn(element);
    };
    expect((await remove('b.pdf'))?.textContent).to.contain('c.pdf');
    expect((await remove('c.pdf'))?.textContent).to.contain('a.pdf');
    expect(await remove('a.pdf')).to.equal(partOf(element, 'button'));
  });

  it('stays with the file that is tried again, and does not lie on another action', async () => {
    const element = await sender();
    element.message = {};
    await failure(element, fileOf('x'));
    const retry = await shown<HTMLButtonElement>(element, 'retry');
    element.message = HOST_MESSAGES.Notes;
    const done = eventOf('redox-complete');
    retry.click();
    await drawn(element);
    expect(focusedIn(element)).to.equal(rowsOf(element)[0]);
    await done;
    await element.updateComplete;
    expect(focusedIn(element)).to.equal(rowsOf(element)[0]);
  });

  it('stays on the button that holds a file and lets it go on', async () => {
    requests = holdRequests('PATCH');
    const element = await sender(
      html`<redox-file-sender endpoint="/redox" delivery="upload" .message=${SENDABLE}></redox-file-sender>`,
    );
    element.addFiles([fileOf(1000)]);
    await requests.arrived();
    const pause = await shown<HTMLButtonElement>(element, 'pause');
    pause.click();
    await drawn(element);
    expect(focusedIn(element)).to.equal(pause);
    expect(nameOf(pause)).to.equal('Continue: scan.pdf');
  });

  it('stays with the file whose actions go because it is on its way', async () => {
    requests = holdRequests('PATCH');
    const element = await sender(
      html`<redox-file-sender endpoint="/redox" delivery="upload" output="send" .message=${SENDABLE}></redox-file-sender>`,
    );
    element.addFiles([fileOf(1000)]);
    await requests.arrived();
    (await shown(element, 'cancel')).focus();
    const sent = eventOf('redox-sent');
    requests.release();
    await sent;
    await element.updateComplete;
    expect(focusedIn(element)).to.equal(rowsOf(element)[0]);
  });

  it('stays on the button that takes a file off the list, also when it does not cancel any more', async () => {
    requests = holdRequests('PATCH');
    const element = await sender(
      html`<redox-file-sender endpoint="/redox" delivery="upload" .message=${SENDABLE}></redox-file-sender>`,
    );
    element.addFiles([fileOf(1000)]);
    await requests.arrived();
    const cancel = await shown<HTMLButtonElement>(element, 'cancel');
    cancel.focus();
    const done = eventOf('redox-complete');
    requests.release();
    await done;
    await element.updateComplete;
    expect(focusedIn(element)).to.equal(cancel);
    expect(nameOf(cancel)).to.equal('Remove: scan.pdf');
  });

  it('comes back to the button when the picker closes, in browsers that give it to nothing', async () => {
    const element = await sender();
    element.shadowRoot?.querySelector('input')?.dispatchEvent(new Event('cancel'));
    expect(focusedIn(element)).to.equal(partOf(element, 'button'));
  });

  it('is left alone when the user has gone on in the page', async () => {
    const page = await fixture(html`<div><input /><redox-file-sender></redox-file-sender></div>`);
    const input = page.querySelector('input') as HTMLInputElement;
    const element = page.querySelector('redox-file-sender') as RedoxFileSender;
    input.focus();
    element.shadowRoot?.querySelector('input')?.dispatchEvent(new Event('cancel'));
    await failure(element, fileOf(''));
    expect(document.activeElement).to.equal(input);
  });

  it('is given by focus(), by a click on the label, and by a label of the page', async () => {
    const page = await fixture(html`
      <div><label for="sender">Your form</label><redox-file-sender id="sender"></redox-file-sender></div>
    `);
    const element = page.querySelector('redox-file-sender') as RedoxFileSender;
    element.focus();
    expect(focusedIn(element)).to.equal(partOf(element, 'button'));
    element.blur();
    page.querySelector('label')?.click();
    expect(focusedIn(element)).to.equal(partOf(element, 'button'));
    expect(nameOf(partOf(element, 'button'))).to.contain('Your form');
  });
});
