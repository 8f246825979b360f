import { expect, fixture, html } from '@open-wc/testing';
import { type Language, type RedoxFileSender, registerLanguage } from '../../src/element/index.js';
import { english } from '../../src/element/texts/english.js';
import { complete, failure, fileOf, HOST_MESSAGES } from './support.js';
import { waitUntil } from './wait-until.js';

const textOf = (element: RedoxFileSender, part: string) =>
  element.shadowRoot?.querySelector(`[part~=${part}]`)?.textContent?.trim();
const buttonOf = (element: RedoxFileSender) => textOf(element, 'button');
const rootOf = (element: RedoxFileSender) => element.shadowRoot?.firstElementChild as HTMLElement;
const says = (element: RedoxFileSender, text: string) =>
  waitUntil(() => buttonOf(element) === text, `The button says ${buttonOf(element)}, not ${text}`);
const sender = (template = html`<redox-file-sender></redox-file-sender>`) => fixture<RedoxFileSender>(template);

const own = (text: string): Language => ({ dir: 'ltr', texts: { ...english, 'choose-file': text } });

afterEach(() => document.documentElement.removeAttribute('lang'));

describe('the language of the element', () => {
  it('is English where the page names none', async () => {
    const element = await sender();
    expect(buttonOf(element)).to.equal('Choose a file');
    expect(rootOf(element).lang).to.equal('en');
  });

  it('is that of its own `lang`', async () => {
    await says(await sender(html`<redox-file-sender lang="de"></redox-file-sender>`), 'Datei auswählen');
  });

  it('is that of the nearest element around it that has one', async () => {
    const outer = await fixture(
      html`<div lang="fr"><section lang="es-MX"><redox-file-sender></redox-file-sender></section></div>`,
    );
    await says(outer.querySelector('redox-file-sender') as RedoxFileSender, 'Elija un archivo');
  });

  it('is found around the shadow root that it is in, and around the next', async () => {
    const outer = await fixture<HTMLElement>(html`<div lang="pl"></div>`);
    const middle = outer.attachShadow({ mode: 'closed' }).appendChild(document.createElement('div'));
    const inner = middle.attachShadow({ mode: 'open' });
    const element = inner.appendChild(document.createElement('redox-file-sender'));
    await says(element, 'Wybierz plik');
    outer.lang = 'it';
    await says(element, 'Scelga un file');
    middle.lang = 'vi';
    await says(element, 'Chọn tập tin');
  });

  it('is English where `lang` is empty, unknown or no language at all', async () => {
    for (const lang of ['', 'tlh', 'not a language']) {
      const element = await sender(html`<redox-file-sender lang=${lang}></redox-file-sender>`);
      expect(buttonOf(element)).to.equal('Choose a file');
    }
  });

  it('leaves the attributes of the element alone', async () => {
    const element = await sender(html`<redox-file-sender lang="ar"></redox-file-sender>`);
    await says(element, 'اختيار ملف');
    expect([element.lang, element.dir]).to.deep.equal(['ar', '']);
  });

  it('brings its direction', async () => {
    const element = await sender(html`<redox-file-sender lang="ar" label="تقرير"></redox-file-sender>`);
    await says(element, 'اختيار ملف');
    const root = rootOf(element);
    expect([root.lang, root.dir, getComputedStyle(root).direction]).to.deep.equal(['ar', 'rtl', 'rtl']);
    element.lang = 'en';
    await says(element, 'Choose a file');
    expect([root.lang, root.dir]).to.deep.equal(['en', 'ltr']);
  });

  it('marks the words of the page as what they are where the element does not speak its language', async () => {
    const element = await sender(
      html`<redox-file-sender lang="he" label="טופס" hint="חתום" required></redox-file-sender>`,
    );
    const label = element.shadowRoot?.querySelector('#label') as HTMLElement;
    const { unicodeBidi } = getComputedStyle(label);
    const langOf = (part: string) => element.shadowRoot?.querySelector<HTMLElement>(`[part=${part}]`)?.lang;
    expect([rootOf(element).lang, label.lang, unicodeBidi]).to.deep.equal(['en', 'he', 'plaintext']);
    expect([langOf('hint'), langOf('required')]).to.deep.equal(['he', 'en']);
    element.lang = 'fa';
    await says(element, 'انتخاب فایل');
    expect(label.hasAttribute('lang')).to.equal(false);
  });

  it('is in numbers and sizes as well', async () => {
    const element = await sender(html`<redox-file-sender lang="fa" max-size="30MB"></redox-file-sender>`);
    await says(element, 'انتخاب فایل');
    expect(textOf(element, 'limit')).to.contain('۳۰');
  });
});

describe('a language that changes while the page is used', () => {
  it('is followed on the element, around it, and on the page', async () => {
    document.documentElement.lang = 'ru';
    const section = await fixture<HTMLElement>(html`<section><redox-file-sender></redox-file-sender></section>`);
    const element = section.querySelector('redox-file-sender') as RedoxFileSender;
    await says(element, 'Выбрать файл');
    document.documentElement.lang = 'ja';
    await says(element, 'ファイルを選ぶ');
    section.lang = 'ko';
    await says(element, '파일 선택');
    element.lang = 'hi';
    await says(element, 'फ़ाइल चुनें');
    element.removeAttribute('lang');
    await says(element, '파일 선택');
    section.removeAttribute('lang');
    document.documentElement.removeAttribute('lang');
    await says(element, 'Choose a file');
  });

  it('is followed where the element moves', async () => {
    const both = await fixture(html`<div><div lang="pt"></div><div lang="tl"></div></div>`);
    const [first, second] = both.children as unknown as [HTMLElement, HTMLElement];
    const element = first.appendChild(document.createElement('redox-file-sender'));
    await says(element, 'Escolher um arquivo');
    second.append(element);
    await says(element, 'Pumili ng file');
    first.lang = 'de';
    second.lang = 'ht';
    await says(element, 'Chwazi yon fichye');
  });

  it('changes what is said of files and errors that are there', async () => {
    const element = await sender(
      html`<redox-file-sender multiple .message=${HOST_MESSAGES.Notes}></redox-file-sender>`,
    );
    await complete(element, fileOf('1'));
    expect(textOf(element, 'status')).to.contain('Ready');
    element.lang = 'de';
    await says(element, 'Dateien auswählen');
    await waitUntil(() => textOf(element, 'status')?.includes('Bereit'));
    const error = await failure(element, fileOf('', 'leer.pdf'));
    expect(error.message).to.equal('Diese Datei ist leer. Wählen Sie eine andere Datei aus.');
    element.lang = 'en';
    await says(element, 'Choose files');
    expect(textOf(element, 'error')).to.contain('This file is empty. Choose another file.');
  });

  it('reaches the reason why a form has to wait', async () => {
    const element = await sender(html`<redox-file-sender required lang="es"></redox-file-sender>`);
    await says(element, 'Elija un archivo');
    expect(element.validationMessage).to.equal('Elija un archivo.');
  });
});

describe('what watches for the language', () => {
  const { observe, disconnect } = MutationObserver.prototype;
  const watched = new Map<MutationObserver, Set<Node>>();
  const roots = () => [...watched.values()].flatMap(nodes => [...nodes]);

  beforeEach(() => {
    watched.clear();
    MutationObserver.prototype.observe = function (target, options) {
      if (options?.attributeFilter?.includes('lang')) watched.set(this, (watched.get(this) ?? new Set()).add(target));
      observe.call(this, target, options);
    };
    MutationObserver.prototype.disconnect = function () {
      watched.delete(this);
      disconnect.call(this);
    };
  });

  afterEach(() => {
    Object.assign(MutationObserver.prototype, { observe, disconnect });
  });

  it('is one observer for all elements, and ends with the last of them', () => {
    const outer = document.body.appendChild(document.createElement('div'));
    const inner = outer.attachShadow({ mode: 'open' });
    const elements = Array.from({ length: 20 }, () => document.createElement('redox-file-sender'));
    document.body.append(...elements.slice(0, 10));
    expect(roots()).to.deep.equal([document]);
    inner.append(...elements.slice(10));
    expect([watched.size, new Set(roots())]).to.deep.equal([1, new Set([document, inner])]);
    for (const element of elements.slice(1)) element.remove();
    expect(roots()).to.deep.equal([document]);
    elements[0]?.remove();
    outer.remove();
    expect(roots()).to.deep.equal([]);
  });

  it('misses no change that comes with the end of another element', async () => {
    const both = await fixture<HTMLElement>(
      html`<div><redox-file-sender></redox-file-sender><redox-file-sender></redox-file-sender></div>`,
    );
    const [first, second] = both.querySelectorAll('redox-file-sender');
    both.lang = 'de';
    first?.remove();
    await says(second as RedoxFileSender, 'Datei auswählen');
  });
});

describe('texts of the page’s own', () => {
  it('take the place of single texts, in any language, and give them back', async () => {
    const element = await sender(html`<redox-file-sender .texts=${{ 'choose-file': 'Scan it' }}></redox-file-sender>`);
    expect(buttonOf(element)).to.equal('Scan it');
    expect(textOf(element, 'limit')).to.equal('Largest size: 30 MB.');
    element.lang = 'de';
    await waitUntil(() => textOf(element, 'limit')?.startsWith('Maximale'));
    expect(buttonOf(element)).to.equal('Scan it');
    element.texts = undefined;
    await says(element, 'Datei auswählen');
  });

  it('may have plurals, and say what an error is', async () => {
    const element = await sender(
      html`<redox-file-sender .texts=${{ 'error-file-empty': 'Nothing in {name} it.' }}></redox-file-sender>`,
    );
    expect((await failure(element, fileOf(''))).message).to.equal('Nothing in {name} it.');
  });
});

describe('a language that the page adds', () => {
  it('reaches the elements that are there', async () => {
    const element = await sender(html`<redox-file-sender lang="so"></redox-file-sender>`);
    expect(buttonOf(element)).to.equal('Choose a file');
    registerLanguage('so', own('Dooro fayl'));
    await says(element, 'Dooro fayl');
    expect(rootOf(element).lang).to.equal('so');
  });

  it('is asked for again by the next act of the user when it could not be loaded', async () => {
    let loads = 0;
    registerLanguage('am', async () => {
      if (loads++ === 0) throw new TypeError('Failed to fetch');
      return own('ፋይል ይምረጡ');
    });
    const element = await sender(html`<redox-file-sender lang="am"></redox-file-sender>`);
    await waitUntil(() => loads === 1);
    expect(buttonOf(element)).to.equal('Choose a file');
    element.browse();
    await says(element, 'ፋይል ይምረጡ');
  });

  it('shows English until it has loaded, and nothing else when another is wanted by then', async () => {
    let loaded: (language: Language) => void = () => undefined;
    registerLanguage('km', () => new Promise(resolve => (loaded = resolve)));
    const element = await sender(html`<redox-file-sender lang="km"></redox-file-sender>`);
    expect([buttonOf(element), rootOf(element).lang]).to.deep.equal(['Choose a file', 'en']);
    element.lang = 'de';
    await says(element, 'Datei auswählen');
    loaded(own('ជ្រើសរើសឯកសារ'));
    await Promise.resolve();
    await element.updateComplete;
    expect(buttonOf(element)).to.equal('Datei auswählen');
  });
});
