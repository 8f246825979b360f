import { expect, fixture, html } from '@open-wc/testing';
import { fileStyles } from '../../src/element/file-list.styles.js';
import type { RedoxFileSender } from '../../src/element/index.js';
import { partOf } from './shown.js';
import { complete, failure, fileOf, HOST_MESSAGES, SENDABLE } from './support.js';

/** A page of a colour, that has told the element nothing. */
const onPage = async (background: string, color: string) => {
  const page = await fixture<HTMLElement>(html`
    <div><redox-file-sender multiple label="Form" hint="All pages" required .message=${HOST_MESSAGES.Notes}></redox-file-sender></div>
  `);
  Object.assign(page.style, { background, color });
  return page.querySelector('redox-file-sender') as RedoxFileSender;
};

describe('the element’s own colours', () => {
  for (const [background, color] of [
    ['#fff', '#1a1a1a'],
    ['#121212', '#eee'],
  ] as const)
    it(`can be read on ${background}`, async () => {
      const element = await onPage(background, color);
      await complete(element, fileOf('1'));
      await failure(element, fileOf(''));
      await expect(element).to.be.accessible();
    });

  it('are the host’s where it names others', async () => {
    const element = await onPage('#fff', '#000');
    element.style.setProperty('--redox-file-sender-accent', 'rgb(1, 2, 3)');
    const button = partOf(element, 'button') as HTMLElement;
    await Promise.all(button.getAnimations().map(({ finished }) => finished));
    expect(getComputedStyle(button).backgroundColor).to.equal('rgb(1, 2, 3)');
  });
});

describe('the list of files', () => {
  it('keeps all words in their place on a small screen with large letters', async () => {
    const element = await onPage('#fff', '#000');
    Object.assign(element.style, { width: '220px', fontSize: '32px' });
    await complete(element, fileOf('1', 'my form.unheardoftype', ''));
    await failure(element, fileOf('', 'my other form.pdf'));
    const rows = [...element.renderRoot.querySelectorAll('[part=file]')];
    expect(rows.map(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).to.deep.equal([0, 0]);
  });

  it('leaves no room for actions where nothing can be done any more', async () => {
    const element = await onPage('#fff', '#000');
    Object.assign(element, { endpoint: '/redox', output: 'send', message: SENDABLE });
    await complete(element, fileOf('1'));
    await failure(element, fileOf(''));
    const rooms = [...element.renderRoot.querySelectorAll('[part=actions]')].map(
      room => getComputedStyle(room).display,
    );
    expect(rooms).to.deep.equal(['none', 'flex']);
  });
});

/** As browsers read a style sheet that know no words in place of what is drawn (CSS Content 3, `content: '!' / ''`). */
function olderStyles(): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(fileStyles.cssText.replace(/content: '[^']*' \/ '';/g, ''));
  return sheet;
}

describe('the sign of how a file ended', () => {
  const signOf = (element: RedoxFileSender, part: string) =>
    getComputedStyle(partOf(element, part) as HTMLElement, '::before').content;

  it('is not spoken, for the words beside it say as much', async () => {
    const element = await onPage('#fff', '#000');
    await complete(element, fileOf('1'));
    expect(signOf(element, 'status')).to.equal('"✓" / ""');
    await failure(element, fileOf(''));
    expect(signOf(element, 'error')).to.equal('"!" / ""');
  });

  it('is the right one in older browsers', async () => {
    const element = await onPage('#fff', '#000');
    await failure(element, fileOf(''));
    element.shadowRoot?.adoptedStyleSheets.splice(1, 1, olderStyles());
    expect(signOf(element, 'error')).to.equal('"!"');
  });
});

describe('the button', () => {
  it('keeps each word whole on a small screen with large letters', async () => {
    const element = await onPage('#fff', '#000');
    Object.assign(element.style, { width: '200px', fontSize: '32px' });
    const button = partOf(element, 'button') as HTMLElement;
    const words = [...button.childNodes].find(node => node instanceof Text && node.data.includes('Choose')) as Text;
    const word = document.createRange();
    word.setStart(words, words.data.indexOf('Choose'));
    word.setEnd(words, words.data.indexOf(' files'));
    expect(word.getClientRects()).to.have.length(1);
  });
});
