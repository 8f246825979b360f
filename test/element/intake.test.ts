import { expect, fixture, html } from '@open-wc/testing';
import type { RedoxFileSender } from '../../src/element/index.js';
import { complete, eventOf, failure, fileOf, HOST_MESSAGES } from './support.js';

const sender = (template = html`<redox-file-sender .message=${HOST_MESSAGES.Notes}></redox-file-sender>`) =>
  fixture<RedoxFileSender>(template);

const statesOf = (element: RedoxFileSender) => element.files.map(({ state }) => state);
const textOf = (element: RedoxFileSender, part: string) =>
  element.shadowRoot?.querySelector(`[part~=${part}]`)?.textContent?.trim();

describe('a file that is picked', () => {
  it('is refused when it is empty, in words at the file', async () => {
    const element = await sender();
    const error = await failure(element, fileOf('', 'empty.pdf'));
    expect(error.code).to.equal('file-empty');
    expect(error.message).to.equal('This file is empty. Choose another file.');
    expect(textOf(element, 'error')).to.equal(`Problem: ${error.message}`);
  });

  it('is refused when it is over `max-size`', async () => {
    const element = await sender(html`<redox-file-sender max-size="1kB"></redox-file-sender>`);
    const error = await failure(element, fileOf(1001));
    expect(error.code).to.equal('file-too-large');
    expect(error.message).to.contain('not over 1 kB');
  });

  it('is refused when `accept` does not name its type', async () => {
    const element = await sender(html`<redox-file-sender accept="image/*"></redox-file-sender>`);
    expect((await failure(element, fileOf('x'))).code).to.equal('file-type-not-accepted');
  });

  it('is refused when there are as many as may be', async () => {
    const element = await sender(
      html`<redox-file-sender multiple max-files="2" .message=${HOST_MESSAGES.Notes}></redox-file-sender>`,
    );
    await complete(element, fileOf('1'), fileOf('2'));
    expect((await failure(element, fileOf('3'))).code).to.equal('too-many-files');
    expect(statesOf(element)).to.deep.equal(['ready', 'ready']);
    expect(textOf(element, 'notice')).to.equal('Only 2 files can be sent here.');
  });

  it('takes the place of the one before where there is room for one', async () => {
    const element = await sender();
    await complete(element, fileOf('1', 'first.pdf'));
    await complete(element, fileOf('2', 'second.pdf'));
    expect(element.files.map(({ file }) => file.name)).to.deep.equal(['second.pdf']);
  });

  it('is not taken when the host prevents it', async () => {
    const element = await sender();
    element.addEventListener('redox-file-add', event => event.preventDefault(), { once: true });
    const asked = eventOf('redox-file-add');
    element.addFiles([fileOf('1')]);
    await asked;
    expect(element.files).to.deep.equal([]);
  });

  it('waits for start() with `manual`', async () => {
    const element = await sender(html`<redox-file-sender manual .message=${HOST_MESSAGES.Notes}></redox-file-sender>`);
    const listed = eventOf('redox-files-change');
    element.addFiles([fileOf('1')]);
    await listed;
    expect(statesOf(element)).to.deep.equal(['waiting']);
    const done = eventOf('redox-complete');
    element.start();
    await done;
    expect(statesOf(element)).to.deep.equal(['ready']);
  });

  it('comes by drop as well', async () => {
    const element = await sender();
    const data = new DataTransfer();
    data.items.add(fileOf('dropped'));
    const done = eventOf('redox-complete');
    const zone = element.shadowRoot?.querySelector('[part=dropzone]');
    zone?.dispatchEvent(new DragEvent('dragover', { dataTransfer: data, bubbles: true, cancelable: true }));
    await element.updateComplete;
    expect(zone?.classList.contains('dragging')).to.equal(true);
    zone?.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
    await done;
    expect(statesOf(element)).to.deep.equal(['ready']);
  });

  it('cannot be uploaded without an endpoint', async () => {
    const element = await sender(
      html`<redox-file-sender delivery="upload" .message=${HOST_MESSAGES.Notes}></redox-file-sender>`,
    );
    const error = await failure(element, fileOf('1'));
    expect(error.code).to.equal('upload-failed');
    expect(error.retryable).to.equal(false);
  });
});
