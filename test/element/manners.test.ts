import { expect, fixture, html } from '@open-wc/testing';
import type { RedoxFileSender } from '../../src/element/index.js';
import { holdRequests } from './held-requests.js';
import { rowsOf, shown, textOf } from './shown.js';
import { complete, eventOf, failure, fileOf, HOST_MESSAGES, SENDABLE } from './support.js';
import { waitUntil } from './wait-until.js';

const sender = (template = html`<redox-file-sender .message=${HOST_MESSAGES.Notes}></redox-file-sender>`) =>
  fixture<RedoxFileSender>(template);

describe('the element in a page', () => {
  it('keeps to itself beside others', async () => {
    const page = await fixture(html`
      <div>
        <redox-file-sender label="One" .message=${HOST_MESSAGES.Notes}></redox-file-sender>
        <redox-file-sender label="Two" .message=${HOST_MESSAGES.Notes}></redox-file-sender>
      </div>
    `);
    const [one, two] = page.querySelectorAll('redox-file-sender') as unknown as [RedoxFileSender, RedoxFileSender];
    await complete(one, fileOf('x', 'one.pdf'));
    expect(one.files).to.have.length(1);
    expect(two.files).to.have.length(0);
    expect(textOf(two, 'file-name')).to.equal(undefined);
  });

  it('works inside another element’s shadow root, and its events leave it', async () => {
    const outer = await fixture<HTMLElement>(html`<div></div>`);
    const element = document.createElement('redox-file-sender');
    element.message = HOST_MESSAGES.Notes;
    outer.attachShadow({ mode: 'closed' }).append(element);
    await complete(element, fileOf('x'));
    expect(element.files[0]?.state).to.equal('ready');
  });

  it('takes files before it is in a page, and shows them when it is', async () => {
    const element = document.createElement('redox-file-sender');
    element.message = HOST_MESSAGES.Notes;
    const composed = new Promise(resolve => element.addEventListener('redox-complete', resolve, { once: true }));
    element.addFiles([fileOf('x', 'early.pdf')]);
    await composed;
    expect(element.files[0]?.state).to.equal('ready');
    (await fixture<HTMLElement>(html`<div></div>`)).append(element);
    await shown(element, 'file');
    expect(textOf(element, 'file-name')).to.equal('early.pdf');
    expect(getComputedStyle(rowsOf(element)[0] as HTMLElement).display).to.equal('flex');
  });

  it('goes on when it is taken out of the page and put back in the middle of an upload', async () => {
    const requests = holdRequests('PATCH');
    try {
      const element = await sender(html`
        <redox-file-sender endpoint="/redox" delivery="upload" output="send" .message=${SENDABLE}></redox-file-sender>
      `);
      const place = element.parentElement as HTMLElement;
      element.addFiles([fileOf(1000)]);
      await requests.arrived();
      element.remove();
      const done = eventOf('redox-sent');
      place.append(element);
      expect(element.files[0]?.state).to.equal('uploading');
      requests.release();
      await done;
      await element.updateComplete;
      expect(textOf(element, 'status')).to.equal('Sent');
    } finally {
      requests.release();
    }
  });

  it('holds its files while it is out of the page, and goes on when it is put back', async () => {
    const requests = holdRequests('PATCH');
    try {
      const element = await sender(html`
        <redox-file-sender
          multiple
          endpoint="/redox"
          delivery="upload"
          output="send"
          .message=${SENDABLE}
        ></redox-file-sender>
      `);
      const place = element.parentElement as HTMLElement;
      element.addFiles([1000, 2000, 3000].map(size => fileOf(size)));
      await requests.arrived();
      element.pause(element.files[2]?.id);
      element.remove();
      // Moved about, and gone all the same.
      place.append(element);
      element.remove();
      const states = () => element.files.map(({ state }) => state);
      await waitUntil(() => states().every(state => state === 'paused'));
      place.append(element);
      requests.release();
      await waitUntil(() => states().join() === 'sent,sent,paused');
    } finally {
      requests.release();
    }
  });

  it('holds a message of which nothing has left while it is out of the page', async () => {
    const requests = holdRequests('POST');
    try {
      const element = await sender(html`
        <redox-file-sender endpoint="/redox" delivery="embed" output="send" .message=${SENDABLE}></redox-file-sender>
      `);
      const place = element.parentElement as HTMLElement;
      element.addFiles([fileOf('x')]);
      await waitUntil(() => element.files[0]?.state === 'sending');
      await requests.arrived();
      element.remove();
      await waitUntil(() => element.files[0]?.state === 'paused');
      const sent = new Promise(resolve => element.addEventListener('redox-sent', resolve, { once: true }));
      requests.release();
      place.append(element);
      await sent;
    } finally {
      requests.release();
    }
  });

  it('lets a message arrive that has begun to leave, wherever it is', async () => {
    const requests = holdRequests('POST');
    try {
      const element = await sender(html`
        <redox-file-sender endpoint="/redox" delivery="embed" output="send" .message=${SENDABLE}></redox-file-sender>
      `);
      element.addFiles([fileOf('x')]);
      await requests.pass();
      await waitUntil(() => element.files[0]?.state === 'sending');
      await requests.arrived();
      element.remove();
      await new Promise(resolve => setTimeout(resolve));
      const sent = new Promise(resolve => element.addEventListener('redox-sent', resolve, { once: true }));
      requests.release();
      await sent;
    } finally {
      requests.release();
    }
  });

  it('has the browser ask who leaves the page in the middle of work, and only then', async () => {
    const asks = () => !dispatchEvent(new Event('beforeunload', { cancelable: true }));
    const requests = holdRequests('PATCH');
    try {
      const element = await sender(html`
        <redox-file-sender endpoint="/redox" delivery="upload" output="send" .message=${SENDABLE}></redox-file-sender>
      `);
      await complete(await sender(), fileOf('x'));
      expect(asks()).to.equal(false);
      element.addFiles([fileOf(1000)]);
      await requests.arrived();
      expect(asks()).to.equal(true);
      element.pause();
      await element.updateComplete;
      expect(asks()).to.equal(false);
      element.resume();
      await element.updateComplete;
      expect(asks()).to.equal(true);
      const sent = eventOf('redox-sent');
      requests.release();
      await sent;
      expect(asks()).to.equal(false);
    } finally {
      requests.release();
    }
  });

  it('keeps what was set before it was defined', async () => {
    const element = document.createElement('redox-file-sender-later');
    Object.assign(element, { message: HOST_MESSAGES.Notes, label: 'Later' });
    document.body.append(element);
    const { RedoxFileSender } = await import('../../src/element/index.js');
    customElements.define('redox-file-sender-later', class extends RedoxFileSender {});
    const later = element as RedoxFileSender;
    await later.updateComplete;
    expect(textOf(later, 'label')).to.equal('Later');
    expect(later.message).to.equal(HOST_MESSAGES.Notes);
    later.remove();
  });

  it('is defined once, however often it is loaded', async () => {
    const defined = customElements.get('redox-file-sender');
    const again = new URL('../../src/index.ts?again', import.meta.url).href;
    await import(/* @vite-ignore */ again);
    expect(customElements.get('redox-file-sender')).to.equal(defined);
  });

  it('adds nothing to the page’s globals', async () => {
    const before = Object.getOwnPropertyNames(globalThis);
    const element = await sender();
    await complete(element, fileOf('x'));
    const added = Object.getOwnPropertyNames(globalThis).filter(name => !before.includes(name));
    expect(added).to.deep.equal([]);
  });

  it('follows attributes that change at any time', async () => {
    const element = await sender();
    element.setAttribute('max-size', '1kB');
    expect((await failure(element, fileOf(2000))).code).to.equal('file-too-large');
    element.removeAttribute('max-size');
    element.setAttribute('multiple', '');
    await element.updateComplete;
    expect(textOf(element, 'limit')).to.equal('Largest size of each file: 30 MB.');
    await complete(element, fileOf(2000));
    expect(element.files.map(({ state }) => state)).to.deep.equal(['failed', 'ready']);
  });

  it('is as without an attribute when that is taken away', async () => {
    const element = await sender(html`
      <redox-file-sender
        model="Media" event-type="Replace" delivery="upload" output="send" resume="session" accept="image/*" capture
        endpoint="/nowhere" name="document" label="Form" hint="Signed" max-size="1kB" .message=${HOST_MESSAGES.Notes}
      ></redox-file-sender>
    `);
    for (const name of element.getAttributeNames()) element.removeAttribute(name);
    await element.updateComplete;
    expect(textOf(element, 'button')).to.equal('Choose a file');
    expect(textOf(element, 'limit')).to.equal('Largest size: 30 MB.');
    await complete(element, fileOf(2000));
    expect(element.files[0]?.message?.Meta).to.include({ DataModel: 'Notes', EventType: 'New' });
  });

  it('is as without a property when a framework gives none', async () => {
    const element = await sender();
    const none = {
      model: undefined,
      output: undefined,
      accept: undefined,
      capture: null,
      documentTypes: null,
      texts: null,
    };
    await complete(Object.assign(element, none), fileOf('x'));
    expect(textOf(element, 'button')).to.equal('Choose a file');
    expect(textOf(element, 'status')).to.equal('Ready');
  });

  it('shows what the host puts into its slots', async () => {
    const element = await sender(html`
      <redox-file-sender .message=${HOST_MESSAGES.Notes}>
        <b slot="label">Label</b><i slot="hint">Hint</i><svg slot="icon"></svg><p slot="empty">Nothing yet</p>
      </redox-file-sender>
    `);
    const slotted = (name: string) =>
      element.shadowRoot?.querySelector<HTMLSlotElement>(`slot[name=${name}]`)?.assignedElements().length ?? 0;
    expect(['label', 'hint', 'icon', 'empty'].map(slotted)).to.deep.equal([1, 1, 1, 1]);
    await complete(element, fileOf('x'));
    expect(slotted('empty')).to.equal(0);
  });
});
