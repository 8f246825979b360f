import { expect, fixture, html } from '@open-wc/testing';
import type { RedoxFileSender } from '../../src/element/index.js';
import { png } from '../samples/media.js';
import { textOf } from './shown.js';
import { complete, eventOf, failure, fileOf, HOST_MESSAGES } from './support.js';
import { waitUntil } from './wait-until.js';

const sender = (template = html`<redox-file-sender .message=${HOST_MESSAGES.Notes}></redox-file-sender>`) =>
  fixture<RedoxFileSender>(template);

describe('what may be picked', () => {
  it('is told beforehand: types, size and number', async () => {
    const element = await sender(html`
      <redox-file-sender multiple max-files="3" max-size="5MB" accept="image/*, .pdf, application/rtf"></redox-file-sender>
    `);
    expect(textOf(element, 'limit')).to.equal(
      'File types: pictures, PDF, or RTF. Largest size of each file: 5 MB. Up to 3 files.',
    );
  });

  it('is told by its size where a type has no short name', async () => {
    const element = await sender(
      html`<redox-file-sender accept="application/vnd.oasis.opendocument.text,.pdf"></redox-file-sender>`,
    );
    expect(textOf(element, 'limit')).to.equal('Largest size: 30 MB.');
    element.accept = '.pdf, ';
    await element.updateComplete;
    expect(textOf(element, 'limit')).to.equal('File types: PDF. Largest size: 30 MB.');
  });

  it('is told again to who picks something else', async () => {
    const element = await sender(html`<redox-file-sender accept=".pdf,image/*"></redox-file-sender>`);
    const error = await failure(element, fileOf('x', 'notes.txt', 'text/plain'));
    expect(error.message).to.equal('This kind of file cannot be sent here. These can: PDF or pictures.');
  });

  it('is a photo, said so, where the camera is to be used', async () => {
    const element = await sender(html`<redox-file-sender capture="environment" accept="image/*"></redox-file-sender>`);
    expect(textOf(element, 'button')).to.equal('Take a photo or choose a file');
    expect(element.shadowRoot?.querySelector('input')?.getAttribute('capture')).to.equal('environment');
  });
});

describe('the file picker', () => {
  it('takes the same file again, after it was removed', async () => {
    const element = await sender();
    const input = element.shadowRoot?.querySelector('input') as HTMLInputElement;
    const data = new DataTransfer();
    data.items.add(fileOf('x'));
    input.files = data.files;
    const composed = eventOf('redox-complete');
    input.dispatchEvent(new Event('change'));
    await composed;
    // Otherwise a browser sees no change when the user picks it.
    expect(input.files?.length).to.equal(0);
  });

  it('opens for what the host has just said, also in an element that it has just made', async () => {
    const { click } = HTMLInputElement.prototype;
    const opened: unknown[] = [];
    HTMLInputElement.prototype.click = function () {
      opened.push({ accept: this.accept, multiple: this.multiple, capture: this.getAttribute('capture') });
    };
    try {
      const page = await fixture<HTMLElement>(html`<div></div>`);
      const element = document.createElement('redox-file-sender');
      element.browse();
      page.append(element);
      element.browse();
      Object.assign(element, { accept: 'image/*', multiple: true, capture: 'environment' }).browse();
      expect(opened).to.deep.equal([
        { accept: '', multiple: false, capture: null },
        { accept: 'image/*', multiple: true, capture: 'environment' },
      ]);
    } finally {
      HTMLInputElement.prototype.click = click;
    }
  });
});

describe('a picture', () => {
  it('is shown small where the host wants it, and its address is given back', async () => {
    const { createObjectURL, revokeObjectURL } = URL;
    const open = new Set<string>();
    URL.createObjectURL = blob => {
      const url = createObjectURL.call(URL, blob);
      open.add(url);
      return url;
    };
    URL.revokeObjectURL = url => {
      open.delete(url);
      revokeObjectURL.call(URL, url);
    };
    try {
      const element = await sender(
        html`<redox-file-sender thumbnails multiple .message=${HOST_MESSAGES.Notes}></redox-file-sender>`,
      );
      await complete(element, fileOf(png(), 'knee.png', 'image/png'), fileOf('x', 'report.pdf'));
      const images = [...(element.shadowRoot?.querySelectorAll('img') ?? [])];
      expect(images).to.have.length(1);
      await waitUntil(() => open.size === 0, 'The address is still there');
      expect(images[0]?.naturalWidth).to.be.greaterThan(0);
      expect(images[0]?.alt).to.equal('');
    } finally {
      Object.assign(URL, { createObjectURL, revokeObjectURL });
    }
  });

  it('is not shown where the host does not say so', async () => {
    const element = await sender();
    await complete(element, fileOf(png(), 'knee.png', 'image/png'));
    expect(element.shadowRoot?.querySelector('img')).to.equal(null);
  });
});
