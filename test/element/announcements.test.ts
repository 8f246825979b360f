import { expect, fixture, html } from '@open-wc/testing';
import type { RedoxFileSender } from '../../src/element/index.js';
import { type HeldRequests, holdRequests } from './held-requests.js';
import { descriptionOf, listenTo, nameOf, partOf, rowsOf, shown } from './shown.js';
import { complete, eventOf, failure, fileOf, HOST_MESSAGES, SENDABLE } from './support.js';
import { waitUntil } from './wait-until.js';

const sender = (
  template = html`<redox-file-sender label="Consent" .message=${HOST_MESSAGES.Notes}></redox-file-sender>`,
) => fixture<RedoxFileSender>(template);

/** In pieces of a quarter each. */
const uploading = () =>
  sender(html`<redox-file-sender label="Consent" hint="All pages" endpoint="/redox" delivery="upload" output="send"
    chunk-size="10kB" .message=${SENDABLE}></redox-file-sender>`);

describe('what a screen reader is told', () => {
  let requests: HeldRequests | undefined;
  afterEach(() => requests?.release());

  it('is start, every quarter and the end of an upload, each once, and the name of the button says the state', async () => {
    requests = holdRequests('PATCH');
    const element = await uploading();
    const { heard, lines } = await listenTo(element);
    const button = partOf(element, 'button');
    expect(nameOf(button)).to.equal('Consent , No file chosen, Choose a file or drop or paste it here');
    expect(descriptionOf(button)).to.equal('All pages Largest size: 30 MB.');

    const done = eventOf('redox-complete');
    element.addFiles([fileOf(40_000, 'mri.pdf')]);
    await heard('mri.pdf: Uploading');
    for (const quarter of ['25%', '50%', '75%']) {
      await requests.pass();
      await heard(`mri.pdf: ${quarter}`);
    }
    expect(nameOf(button)).to.contain('Consent , 1 file in progress,');
    expect(nameOf(await shown(element, 'progress'))).to.equal('mri.pdf: Uploading');
    await requests.pass();
    await done;
    await heard('mri.pdf: Sent');
    expect(lines().filter(line => line !== 'mri.pdf: Sending')).to.deep.equal([
      'mri.pdf: Uploading',
      'mri.pdf: 25%',
      'mri.pdf: 50%',
      'mri.pdf: 75%',
      'mri.pdf: Sent',
    ]);
    expect(nameOf(button)).to.contain('Consent , 1 file sent,');
  });

  it('is a failure with what to do next, tied to the actions, and then how the retry went', async () => {
    const element = await sender();
    element.message = {};
    const { heard, lines } = await listenTo(element);
    const { message } = await failure(element, fileOf('x', 'mri.pdf'));
    await heard(`mri.pdf: Problem: ${message}`);
    const retry = await shown<HTMLButtonElement>(element, 'retry');
    expect(nameOf(retry)).to.equal('Try again: mri.pdf');
    expect(descriptionOf(retry)).to.equal(`Problem: ${message}`);
    expect(nameOf(partOf(element, 'remove'))).to.equal('Remove: mri.pdf');
    expect(nameOf(partOf(element, 'button'))).to.contain('1 file with a problem');

    element.message = HOST_MESSAGES.Notes;
    retry.click();
    await heard('mri.pdf: Ready');
    expect(lines()).to.deep.equal([`mri.pdf: Problem: ${message}`, 'mri.pdf: Ready']);
  });

  it('is the same failure again when it happens again', async () => {
    const element = await sender();
    element.message = {};
    const { heard, lines } = await listenTo(element);
    const { message } = await failure(element, fileOf('x', 'mri.pdf'));
    await heard(`mri.pdf: Problem: ${message}`);
    element.retry();
    await waitUntil(() => lines().length === 2, 'The second failure was not spoken');
    expect(new Set(lines()).size).to.equal(1);
  });

  it('is that the connection is gone, once, of one file and of many', async () => {
    const nowhere = () =>
      sender(
        html`<redox-file-sender multiple output="send" endpoint="http://127.0.0.1:1/redox" .message=${SENDABLE}></redox-file-sender>`,
      );
    const gone = 'No connection. This goes on when you are back online.';
    const one = await nowhere();
    const ofOne = await listenTo(one);
    one.addFiles([fileOf('x', 'mri.pdf')]);
    await ofOne.heard(`mri.pdf: ${gone}`);

    const many = await nowhere();
    const ofMany = await listenTo(many);
    many.addFiles([fileOf('1', 'a.pdf'), fileOf('2', 'b.pdf')]);
    await ofMany.heard(gone);
    many.addFiles([fileOf('3', 'c.pdf')]);
    await ofMany.heard('1 file added');
    const timesIn = (lines: string[]) => lines.filter(line => line.endsWith(gone)).length;
    expect([timesIn(ofOne.lines()), timesIn(ofMany.lines())]).to.deep.equal([1, 1]);
  });

  it('is a summary of many files, with the one that failed', async () => {
    const element = await sender(
      html`<redox-file-sender multiple .message=${HOST_MESSAGES.Notes}></redox-file-sender>`,
    );
    const { heard, lines } = await listenTo(element);
    await complete(element, fileOf('1', 'a.pdf'), fileOf('2', 'b.pdf'), fileOf('', 'c.pdf'));
    await heard('2 files ready, 1 file with a problem');
    expect(lines().filter(line => !line.startsWith('All files: '))).to.deep.equal([
      '3 files added',
      'c.pdf: Problem: This file is empty. Choose another file.',
      '2 files ready, 1 file with a problem',
    ]);
  });

  it('is a number where many files fail at once', async () => {
    const element = await sender(html`<redox-file-sender multiple></redox-file-sender>`);
    const { heard, lines } = await listenTo(element);
    element.addFiles(Array.from({ length: 5 }, (_, n) => fileOf('', `${n}.pdf`)));
    await heard('5 files with a problem');
    expect(lines()).to.deep.equal(['5 files added', '5 files with a problem']);
  });

  it('is that nobody knows whether a file has arrived, where that is so, and its document type is settled', async () => {
    const element = await sender(html`
      <redox-file-sender endpoint="/redox" output="send" .message=${SENDABLE} .documentTypes=${['Consent Form', 'Photo']}>
      </redox-file-sender>
    `);
    const { heard } = await listenTo(element);
    element.addFiles([fileOf('x', 'mri.pdf')]);
    const select = await shown<HTMLSelectElement>(element, 'document-type-select');
    element.setDocumentType(element.files[0]?.id ?? '', 'Photo');
    const fault = JSON.stringify({ on: 'endpoint', kind: 'drop-after', times: 1 });
    await fetch('/_sandbox/faults', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: fault,
    });
    const failed = eventOf('redox-error');
    element.start();
    const { code, message } = (await failed).detail.error;
    expect(code).to.equal('send-unconfirmed');
    await heard(`mri.pdf: Not sure: ${message}`);
    expect([rowsOf(element)[0]?.className, select.disabled]).to.deep.equal(['unconfirmed', true]);
    expect(partOf(element, 'retry')?.textContent?.trim()).to.equal('Try again');
  });

  it('is that a file was removed, once', async () => {
    const element = await sender();
    const { heard, lines } = await listenTo(element);
    await complete(element, fileOf('x', 'mri.pdf'));
    (await shown<HTMLButtonElement>(element, 'remove')).click();
    await heard('mri.pdf was removed');
    await complete(element, fileOf('y', 'ct.pdf'));
    await heard('ct.pdf: Ready');
    expect(lines().filter(line => line === 'mri.pdf was removed')).to.have.length(1);
  });

  it('is why files were not taken, and how many', async () => {
    const element = await sender(
      html`<redox-file-sender multiple max-files="1" .message=${HOST_MESSAGES.Notes}></redox-file-sender>`,
    );
    const { heard } = await listenTo(element);
    await complete(element, fileOf('1'));
    element.maxFiles = 2;
    element.addFiles([fileOf('2'), fileOf('3'), fileOf('4')]);
    await heard('Only 2 files can be sent here. 2 files were not added.');
    expect(descriptionOf(partOf(element, 'button'))).to.contain('Only 2 files can be sent here.');
  });

  it('waits after a picker until the window has the focus again', async () => {
    const [element, other] = [await sender(), await sender()];
    const [{ heard, lines }, beside] = [await listenTo(element), await listenTo(other)];
    await complete(element, fileOf('x', 'first.pdf'));
    await heard('first.pdf: Ready');
    await complete(other, fileOf('x', 'first.pdf'));
    await beside.heard('first.pdf: Ready');
    const hasFocus = document.hasFocus;
    try {
      document.hasFocus = () => false;
      const input = element.shadowRoot?.querySelector('input') as HTMLInputElement;
      const data = new DataTransfer();
      data.items.add(fileOf('x', 'second.pdf'));
      input.files = data.files;
      const done = eventOf('redox-complete');
      input.dispatchEvent(new Event('change'));
      await done;
      // The other one has spoken later, so it speaks again later, and no picker has closed over it.
      const heardBefore = new Promise(resolve => {
        new MutationObserver(() => resolve(lines().includes('second.pdf: Ready'))).observe(
          other.shadowRoot?.querySelector('[role=status]') as HTMLElement,
          { childList: true },
        );
      });
      await complete(other, fileOf('x', 'second.pdf'));
      expect(await heardBefore).to.equal(false);
      window.dispatchEvent(new Event('focus'));
      await heard('second.pdf: Ready');
    } finally {
      document.hasFocus = hasFocus;
    }
  });
});
