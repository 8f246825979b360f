import { expect } from '@open-wc/testing';
import type { RedoxFileSender } from '../../src/element/index.js';
import { unhandledIn } from '../core/support.js';
import { partOf, shown, textOf } from './shown.js';
import { fileOf, HOST_MESSAGES } from './support.js';
import { waitUntil } from './wait-until.js';

/** An element whose connection breaks before the first file; `find` mends it. */
async function cutOff() {
  const id = crypto.randomUUID().replaceAll('-', '');
  const copy = `/lost/${id}/src/element`;
  const { RedoxFileSender: Class }: { RedoxFileSender: typeof RedoxFileSender } = await import(`${copy}/index.ts`);
  customElements.define(`sender-${id}`, class extends Class {});
  const element = document.createElement(`sender-${id}`) as RedoxFileSender;
  element.message = HOST_MESSAGES.Notes;
  document.body.append(element);
  await element.updateComplete;
  return {
    element,
    /** Waits until it is certain that it does not come. */
    lose: () => import(`${copy}/file-work.ts`).catch(() => undefined),
    /** @returns whether the browser asks again for what it once did not get; Firefox does since its version 155 */
    async find(): Promise<boolean> {
      await fetch(`/lost/${id}/found`, { method: 'POST' });
      return import(`${copy}/file-work.ts`).then(
        () => true,
        () => false,
      );
    },
  };
}

const PROBLEM =
  'There is no connection, so your file was not added. Check the connection and try again. If that does not help, reload the page.';

describe('the element whose connection breaks before the first file', () => {
  it('says so aloud, is invalid, and takes the file when it is tried again', async () => {
    const { element, find } = await cutOff();
    element.addFiles([fileOf('x', 'early.pdf')]);
    const notice = await shown(element, 'notice');
    expect(notice.getAttribute('role')).to.equal('alert');
    expect(textOf(element, 'notice')).to.equal(`${PROBLEM} Try again`);
    expect(element.checkValidity()).to.equal(false);
    expect(element.validationMessage).to.equal(PROBLEM);
    expect(element.shadowRoot?.querySelector('#state')?.textContent).to.equal(', No file chosen, ');

    const tryAgain = async () => {
      const button = await shown(element, 'retry');
      button.focus();
      button.click();
      await element.updateComplete;
      expect(element.shadowRoot?.activeElement?.id).to.equal('button');
    };
    await tryAgain();
    await waitUntil(() => textOf(element, 'notice') === `${PROBLEM} Try again`);

    if (await find()) {
      await tryAgain();
      await shown(element, 'file');
      expect(textOf(element, 'file-name')).to.equal('early.pdf');
      await waitUntil(() => element.files[0]?.state === 'ready');
      expect(partOf(element, 'notice')).to.equal(null);
      expect(element.checkValidity()).to.equal(true);
    }
    element.remove();
  });

  it('says nothing of a file that has been taken back by then, and is no error of the page', async () => {
    const { element, lose } = await cutOff();
    const unhandled = await unhandledIn(async () => {
      element.browse();
      await lose();
      element.addFiles([fileOf('x')]);
      element.reset();
      await lose();
    });
    await element.updateComplete;
    expect([partOf(element, 'notice'), unhandled]).to.deep.equal([null, []]);
    element.remove();
  });

  it('forgets the file when it is reset', async () => {
    const { element } = await cutOff();
    element.addFiles([fileOf('x')]);
    await shown(element, 'notice');
    element.reset();
    await element.updateComplete;
    expect(partOf(element, 'notice')).to.equal(null);
    expect(element.checkValidity()).to.equal(true);
    element.remove();
  });
});
