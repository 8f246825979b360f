import { expect, fixture, html } from '@open-wc/testing';
import type { RedoxFileSender } from '../../src/element/index.js';
import { textOf } from './shown.js';

interface Early {
  drawn: boolean;
  mayBeSubmitted: boolean;
}

/** A page whose scripts have just run, and all that followed from them at once. */
const PAGE = `<!doctype html><form><redox-file-sender required></redox-file-sender></form>
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
    const loaded = new Promise(resolve => frame.addEventListener('load', resolve));
    frame.srcdoc = PAGE;
    await loaded;
    const { early } = frame.contentWindow as unknown as { early: Early };
    expect(early).to.deep.equal({ drawn: false, mayBeSubmitted: false });

    const element = frame.contentDocument?.querySelector('redox-file-sender') as RedoxFileSender;
    await element.updateComplete;
    expect(textOf(element, 'button')).to.equal('Choose a file');
  });
});
