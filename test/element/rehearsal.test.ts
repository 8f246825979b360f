import { expect, fixture, html } from '@open-wc/testing';
import { SENDER_EVENTS } from '../../src/core/events.js';
import { nextTask } from '../../src/core/next-task.js';
import type { RedoxFileSender } from '../../src/element/index.js';
import { rowsOf } from './shown.js';
import { complete, fileOf, HOST_MESSAGES } from './support.js';
import { waitUntil } from './wait-until.js';

/** The sizes of what is read into memory from now on. */
function watchReading() {
  const { arrayBuffer } = Blob.prototype;
  const sizes: number[] = [];
  Blob.prototype.arrayBuffer = function () {
    sizes.push(this.size);
    return arrayBuffer.call(this);
  };
  return { sizes, end: () => Object.assign(Blob.prototype, { arrayBuffer }) };
}

/** An element in a form, and what its page hears of. */
async function listened() {
  const heard: unknown[] = [];
  const form = await fixture<HTMLFormElement>(html`
    <form><redox-file-sender name="document" required endpoint="/redox"></redox-file-sender></form>
  `);
  const element = form.querySelector('redox-file-sender') as RedoxFileSender;
  element.message = ({ name }: File) => {
    heard.push(`message for ${name}`);
    return HOST_MESSAGES.Notes;
  };
  for (const type of SENDER_EVENTS) element.addEventListener(type, () => heard.push(type));
  return { form, element, heard };
}

describe('the element while its user looks for a file', () => {
  it('goes the way of a file with something of its own, which nobody sees or hears of', async () => {
    const reading = watchReading();
    const { form, element, heard } = await listened();
    try {
      element.browse();
      await waitUntil(() => reading.sizes.length > 0);
      for (let turn = 0; turn < 20; turn++) await nextTask();
      await element.updateComplete;
      expect(reading.sizes).to.deep.equal([1]);
      expect(heard).to.deep.equal([]);
      expect([element.files, rowsOf(element), [...new FormData(form)]]).to.deep.equal([[], [], []]);
      expect(element.validity.valueMissing).to.equal(true);
      expect(element.shadowRoot?.querySelector('[role=status]')?.textContent).to.equal('');

      await complete(element, fileOf(1000));
      expect(heard.at(0)).to.equal('redox-file-add');
      expect(rowsOf(element)).to.have.length(1);
      expect(reading.sizes).to.deep.equal([1, 1000]);
    } finally {
      reading.end();
    }
  });

  it('does not, where the file is there already', async () => {
    const reading = watchReading();
    const { element } = await listened();
    try {
      await complete(element, fileOf(1000));
      element.browse();
      expect(reading.sizes).to.deep.equal([1000]);
    } finally {
      reading.end();
    }
  });
});
