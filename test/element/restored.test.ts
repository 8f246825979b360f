import { expect, html } from '@open-wc/testing';
import type { RedoxFileSender } from '../../src/element/index.js';
import { inForm } from './in-form.js';
import { partOf, shown, textOf } from './shown.js';
import { complete, fileOf, SENDABLE } from './support.js';

describe('the element after the user has come back to the page', () => {
  const restored = (state: unknown) =>
    inForm().then(async ({ form, element }) => {
      element.formStateRestoreCallback(state);
      await shown(element, 'restored');
      return { form, element };
    });

  /** What the browser is given to keep. */
  async function keptBy(act: (element: RedoxFileSender) => Promise<unknown>): Promise<unknown[]> {
    const kept: unknown[] = [];
    const { setFormValue } = ElementInternals.prototype;
    ElementInternals.prototype.setFormValue = function (value, state) {
      kept.push(state);
      setFormValue.call(this, value, state ?? null);
    };
    try {
      const { element } = await inForm(
        html`<redox-file-sender name="doc" output="send" endpoint="/redox" .message=${SENDABLE}></redox-file-sender>`,
      );
      await act(element);
      await element.updateComplete;
    } finally {
      ElementInternals.prototype.setFormValue = setFormValue;
    }
    return kept;
  }

  it('does not ask again for what was sent', async () => {
    const kept = await keptBy(element => complete(element, fileOf('x', 'Jane-Doe-HIV.pdf')));
    const { form, element } = await restored(kept.at(-1));
    expect(form.checkValidity()).to.equal(true);
    expect(textOf(element, 'restored')).to.equal('1 file was sent before. You do not need to send it again.');
    expect(JSON.parse(String(new FormData(form).get('doc'))).logIds).to.have.length(1);
  });

  it('remembers that, too, when another file is sent', async () => {
    const first = { documentId: '1', logIds: [], messageId: null, transmissionId: null };
    const kept = await keptBy(async element => {
      element.formStateRestoreCallback(JSON.stringify([first]));
      await complete(element, fileOf('x'));
    });
    const all = JSON.parse(String(kept.at(-1)));
    expect([all[0], all.length]).to.deep.equal([first, 2]);
  });

  it('lets the browser keep identifiers alone', async () => {
    const kept = await keptBy(element => complete(element, fileOf('x', 'Jane-Doe-HIV.pdf')));
    const [{ documentId, logIds, messageId, transmissionId }] = JSON.parse(String(kept.at(-1)));
    expect(kept.at(-1)).to.equal(JSON.stringify([{ documentId, logIds, messageId, transmissionId }]));
  });

  it('lets the browser keep nothing of messages', async () => {
    const kept = await keptBy(async element => {
      element.output = 'payload';
      await complete(element, fileOf('x'));
    });
    expect(new Set(kept)).to.deep.equal(new Set([null]));
  });

  it('begins anew when the form is reset', async () => {
    const { form, element } = await restored('[{"documentId":"1","logIds":[],"messageId":null,"transmissionId":null}]');
    form.reset();
    await new Promise(resolve => setTimeout(resolve));
    await element.updateComplete;
    expect(form.checkValidity()).to.equal(false);
    expect(new FormData(form).has('doc')).to.equal(false);
  });

  it('begins anew, too, when the form is reset before that has loaded', async () => {
    const { form, element } = await inForm();
    element.formStateRestoreCallback('[{"documentId":"1"}]');
    form.reset();
    await complete(element, fileOf('x'));
    expect(new FormData(form).getAll('doc')).to.have.length(1);
    expect(partOf(element, 'restored')).to.equal(null);
  });
});
