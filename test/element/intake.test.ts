import { expect, fixture, html } from '@open-wc/testing';
import type { RedoxFileSender } from '../../src/element/index.js';
import { nameOf, partOf, rowsOf, shown, textOf } from './shown.js';
import { dropSlowFolder } from './slow-folder.js';
import { complete, eventOf, failure, fileOf, HOST_MESSAGES } from './support.js';
import { waitUntil } from './wait-until.js';

const sender = (template = html`<redox-file-sender .message=${HOST_MESSAGES.Notes}></redox-file-sender>`) =>
  fixture<RedoxFileSender>(template);

const statesOf = (element: RedoxFileSender) => element.files.map(({ state }) => state);

describe('a file that is picked', () => {
  it('is refused when it is empty, in words at the file', async () => {
    const element = await sender();
    const error = await failure(element, fileOf('', 'empty.pdf'));
    expect(error.code).to.equal('file-empty');
    expect(error.message).to.equal('This file is empty. Choose another file.');
    expect(textOf(element, 'error')).to.equal(`Problem: ${error.message}`);
    expect([Boolean(partOf(element, 'remove')), Boolean(partOf(element, 'retry'))]).to.deep.equal([true, false]);
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

  it('is one of a hundred at most where the host says no number, for who drops a folder does not see what is in it', async () => {
    const element = await sender(
      html`<redox-file-sender multiple manual .message=${HOST_MESSAGES.Notes}></redox-file-sender>`,
    );
    expect(textOf(element, 'limit')).to.equal('Largest size of each file: 30 MB.');
    const content = fileOf('x');
    element.addFiles(Array.from({ length: 1000 }, (_, at) => new File([content], `${at}.pdf`, { type: content.type })));
    await shown(element, 'notice');
    expect(rowsOf(element)).to.have.length(100);
    expect(textOf(element, 'notice')).to.equal('Only 100 files can be sent here. 900 files were not added.');
  });

  it('is one of a whole number, whatever the host says', async () => {
    const element = await sender(html`<redox-file-sender multiple max-files="2.5" manual></redox-file-sender>`);
    expect(textOf(element, 'limit')).to.contain('2 files');
    expect((await failure(element, fileOf('1'), fileOf('2'), fileOf('3'))).code).to.equal('too-many-files');
    expect(rowsOf(element)).to.have.length(2);
    for (const none of ['-1', '0.5', 'many']) {
      element.setAttribute('max-files', none);
      element.addFiles([fileOf(none)]);
    }
    await waitUntil(() => rowsOf(element).length === 5);
  });

  it('is one of as many as the host says, and each of these arrives', async () => {
    const element = await sender(
      html`<redox-file-sender multiple max-files="300" .message=${HOST_MESSAGES.Notes}></redox-file-sender>`,
    );
    const content = fileOf('x');
    const files = Array.from({ length: 300 }, (_, at) => new File([content], `${at}.pdf`, { type: content.type }));
    await complete(element, ...files);
    expect(new Set(statesOf(element))).to.deep.equal(new Set(['ready']));
    expect(rowsOf(element)).to.have.length(300);
    expect(partOf(element, 'notice')).to.equal(null);
  });

  it('takes the place of the one before where there is room for one', async () => {
    const element = await sender();
    await complete(element, fileOf('1', 'first.pdf'));
    await complete(element, fileOf('2', 'second.pdf'));
    expect(element.files.map(({ file }) => file.name)).to.deep.equal(['second.pdf']);
  });

  it('stays where others come together with it and there is room for one', async () => {
    const element = await sender(html`<redox-file-sender manual .message=${HOST_MESSAGES.Notes}></redox-file-sender>`);
    await failure(element, fileOf('', 'empty.pdf'), fileOf('1', 'first.pdf'), fileOf('2', 'second.pdf'));
    await shown(element, 'notice');
    const names = () => element.files.map(({ file }) => file.name);
    expect(names()).to.deep.equal(['first.pdf']);
    expect(textOf(element, 'notice')).to.equal('Only 1 file can be sent here.');
    element.addFiles([fileOf('3', 'third.pdf')]);
    await waitUntil(() => names().join() === 'third.pdf');
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
    expect(textOf(element, 'drop-hint')).to.equal('Let go to add it here');
    expect([zone?.className, element.matches(':state(dragging)')]).to.deep.equal(['dragging', true]);
    zone?.dispatchEvent(new DragEvent('dragleave', { bubbles: true }));
    await element.updateComplete;
    expect([zone?.className, element.matches(':state(dragging)')]).to.deep.equal(['', false]);
    zone?.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
    await done;
    expect(statesOf(element)).to.deep.equal(['ready']);
  });

  it('comes from a frame of the page as well', async () => {
    const frame = (await fixture<HTMLIFrameElement>(html`<iframe></iframe>`)).contentWindow as typeof globalThis &
      Window;
    const element = await sender();
    await complete(element, new frame.File([fileOf('framed')], 'framed.pdf', { type: 'application/pdf' }));
    expect(statesOf(element)).to.deep.equal(['ready']);
  });

  it('is not taken from a folder that was dropped before the element was reset', async () => {
    const element = await sender(
      html`<redox-file-sender multiple .message=${HOST_MESSAGES.Notes}></redox-file-sender>`,
    );
    const readFolder = await dropSlowFolder(element);
    expect(element.checkValidity()).to.equal(false);
    expect(nameOf(partOf(element, 'button'))).to.contain('Getting ready');
    element.reset();
    expect(element.checkValidity()).to.equal(true);
    await readFolder();
    await complete(element, fileOf('y', 'next.pdf'));
    expect(element.files.map(({ file }) => file.name)).to.deep.equal(['next.pdf']);
  });

  it('is held where it comes from a folder that was read when the element had gone', async () => {
    const element = await sender();
    const place = element.parentElement as HTMLElement;
    const readFolder = await dropSlowFolder(element);
    element.remove();
    await readFolder();
    await waitUntil(() => element.files.length > 0);
    expect(statesOf(element)).to.deep.equal(['paused']);
    const done = eventOf('redox-complete');
    place.append(element);
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

  it('comes by paste as well, while the focus is in the element', async () => {
    const element = await sender();
    const data = new DataTransfer();
    data.items.add(fileOf('pasted', 'image.pdf'));
    const done = eventOf('redox-complete');
    // Firefox has no constructor for one that carries files.
    const paste = new Event('paste', { bubbles: true, composed: true, cancelable: true });
    Object.defineProperty(paste, 'clipboardData', { value: data });
    partOf(element, 'button')?.dispatchEvent(paste);
    await done;
    expect(statesOf(element)).to.deep.equal(['ready']);
  });

  it('is missing in a drop that holds none, and the element says so', async () => {
    const element = await sender();
    const data = new DataTransfer();
    data.items.add('https://example.org', 'text/uri-list');
    const drop = new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true });
    partOf(element, 'dropzone')?.dispatchEvent(drop);
    expect(drop.defaultPrevented).to.equal(true);
    await waitUntil(() => textOf(element, 'notice'), 'Nothing is said');
    expect(textOf(element, 'notice')).to.equal('No file was found in what you dropped. Choose a file instead.');
    await complete(element, fileOf('x'));
    expect(partOf(element, 'notice')).to.equal(null);
    partOf(element, 'dropzone')?.dispatchEvent(new DragEvent('drop', { dataTransfer: data, cancelable: true }));
    await shown(element, 'notice');
    element.reset();
    await element.updateComplete;
    expect(partOf(element, 'notice')).to.equal(null);
  });

  it('has its name, type and size in its row, however long the name is', async () => {
    const element = await sender();
    const name = `${'x'.repeat(150)}-left.pdf`;
    element.style.inlineSize = '300px';
    const file = fileOf('hello', name);
    await complete(element, file);
    const [row] = rowsOf(element);
    expect(textOf(element, 'file-name')).to.equal(name);
    expect(textOf(element, 'file-type')).to.equal('PDF');
    expect(textOf(element, 'file-size')).to.equal(`${file.size} bytes`);
    expect(row?.scrollWidth).to.be.at.most(row?.clientWidth ?? 0);
  });

  it('draws no other row again', async () => {
    const element = await sender(
      html`<redox-file-sender multiple .message=${HOST_MESSAGES.Notes}></redox-file-sender>`,
    );
    await complete(element, ...Array.from({ length: 50 }, (_, n) => fileOf(`${n}`, `${n}.pdf`)));
    const drawn = new Set<Node>();
    const observer = new MutationObserver(records => {
      for (const { target } of records)
        drawn.add((target instanceof Element ? target : target.parentElement)?.closest('li') ?? target);
    });
    for (const row of rowsOf(element))
      observer.observe(row, { subtree: true, childList: true, characterData: true, attributes: true });
    await complete(element, fileOf('last', 'last.pdf'));
    expect(rowsOf(element)).to.have.length(51);
    expect(drawn.size).to.equal(0);
  });
});
