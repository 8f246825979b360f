import { expect, fixture, html } from '@open-wc/testing';
import type { RedoxFileSender } from '../../src/element/index.js';
import { holdRequests } from './held-requests.js';
import { eventOf, fileOf, SENDABLE } from './support.js';

/** React, Preact and Vue set a property wherever an element has one of an attribute's name. */
const set = (element: RedoxFileSender, name: string, value: unknown) => Object.assign(element, { [name]: value });

describe('the element in frameworks that set what is a property', () => {
  it('takes the identifier of its form', async () => {
    const page = await fixture(html`
      <div>
        <form id="inner"><redox-file-sender></redox-file-sender></form>
        <form id="other"></form>
      </div>
    `);
    const element = page.querySelector('redox-file-sender') as RedoxFileSender;
    set(element, 'form', 'other');
    expect(element.form?.id).to.equal('other');
    set(element, 'form', undefined);
    expect(element.form?.id).to.equal('inner');
  });

  it('asks for a token with the headers that the host gives', async () => {
    const element = await fixture<RedoxFileSender>(html`
      <redox-file-sender endpoint="/redox" output="send" .message=${SENDABLE}></redox-file-sender>
    `);
    set(element, 'authorize', async () => ({ 'x-test-session': 'refused' }));
    const failed = eventOf('redox-error');
    element.addFiles([fileOf(1000)]);
    expect((await failed).detail.error.code).to.equal('token-refused');
  });

  it('takes `resume` as what the attribute means, and can still be told to go on', async () => {
    const requests = holdRequests('PATCH');
    try {
      const element = await fixture<RedoxFileSender>(html`
        <redox-file-sender endpoint="/redox" delivery="upload" output="send" .message=${SENDABLE}></redox-file-sender>
      `);
      set(element, 'resume', 'session');
      expect(element.resumeMode).to.equal('session');
      element.addFiles([fileOf(1000)]);
      await requests.arrived();
      element.pause();
      element.resume();
      requests.release();
      expect((await eventOf('redox-sent')).detail.result.logIds).to.have.length(1);
    } finally {
      requests.release();
      sessionStorage.clear();
    }
  });
});
