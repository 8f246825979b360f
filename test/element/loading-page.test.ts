import { expect, fixture, html } from '@open-wc/testing';
import type { RedoxFileSender } from '../../src/element/index.js';
import { textOf } from './shown.js';
import { waitUntil } from './wait-until.js';

interface Early {
  drawn: boolean;
  mayBeSubmitted: boolean;
}

/** A page that waits for a picture, whose scripts have just run, and all that followed from them at once. */
const pageWith = (picture: string) => `<!doctype html><img src="${picture}">
<form><redox-file-sender required></redox-file-sender></form>
<script type="module">
  import '/src/index.ts';
  for (let turn = 0; turn < 100; turn++) await undefined;
  globalThis.early = {
    drawn: document.querySelector('redox-file-sender').hasUpdated,
    mayBeSubmitted: document.forms[0].checkValidity(),
  };
</script>`;

describe('the element in a page that still loads', () => {
  it('gives the page its turn before it draws, and holds up its form already', async () => {
    const frame = await fixture<HTMLIFrameElement>(html`<iframe></iframe>`);
    const picture = `/slow/${crypto.randomUUID()}`;
    frame.srcdoc = pageWith(picture);
    const page = () => frame.contentWindow as unknown as { early?: Early };
    await waitUntil(() => page().early);
    expect(page().early).to.deep.equal({ drawn: false, mayBeSubmitted: false });

    const element = frame.contentDocument?.querySelector('redox-file-sender') as RedoxFileSender;
    await element.updateComplete;
    expect(textOf(element, 'button')).to.equal('Choose a file');
    await fetch(`${picture}/end`, { method: 'POST' });
  });
});
