import type { BrowserContextOptions, Page } from 'playwright-core';
import type { RedoxFileSender } from '../../src/element/index.js';
import { pdfOfSize } from '../samples/pdf.js';
import { png } from './png.js';

type Files = { name: string; mimeType: string; buffer: Buffer }[];

const pdf = (name: string, buffer = Buffer.from(pdfOfSize(2_300_000))) => ({
  name,
  mimeType: 'application/pdf',
  buffer,
});
const photo = (name: string) => ({ name, mimeType: 'image/png', buffer: png(120, 90) });

/** Ways in which a page is looked at. */
export const LOOKS: Readonly<Record<string, BrowserContextOptions>> = {
  light: {},
  dark: { colorScheme: 'dark' },
  contrast: { forcedColors: 'active' },
  narrow: { viewport: { width: 320, height: 800 }, hasTouch: true, isMobile: true },
};

/** One of the element's main states, and how it comes about. */
export interface State {
  attributes: Record<string, string>;
  files?: Files;
  /** Holds the requests of this method back. */
  held?: 'PATCH';
  /** Comes before the files. */
  before?(page: Page, demoUrl: string): Promise<unknown>;
  arrange?(page: Page): Promise<unknown>;
  /** What is there when the picture can be taken. */
  shown: string;
}

const MANY = { multiple: '', output: 'send', thumbnails: '', 'max-files': '5', accept: '.pdf,image/*' };
export const STATES: Readonly<Record<string, State>> = {
  empty: { attributes: { required: '', hint: 'All pages, and the signature can be read.', ...MANY }, shown: '#button' },
  one: { attributes: {}, shown: '#button' },
  disabled: { attributes: { disabled: '' }, shown: '#button' },
  dragging: { attributes: {}, arrange: drag, shown: '.dragging' },
  uploading: {
    attributes: { output: 'send', delivery: 'upload', 'chunk-size': '1MB' },
    files: [pdf('knee-surgery-consent.pdf')],
    held: 'PATCH',
    shown: '[part=share]',
  },
  paused: {
    attributes: { output: 'send', delivery: 'upload', 'chunk-size': '1MB' },
    files: [pdf('consent.pdf')],
    held: 'PATCH',
    arrange: page => page.locator('redox-file-sender [part~=pause]').click(),
    shown: '.paused',
  },
  many: {
    attributes: { ...MANY, delivery: 'upload' },
    files: [
      photo('IMG_20260115_103355_the_left_knee_seen_from_the_front_before_the_operation_and_after_physiotherapy.png'),
      pdf('empty.pdf', Buffer.alloc(0)),
      pdf('MRI report.pdf'),
      pdf('تقرير الأشعة 2026.pdf'),
      photo('scan (2).png'),
      pdf('one too many.pdf'),
    ],
    held: 'PATCH',
    shown: '.uploading',
  },
  unloaded: {
    attributes: {},
    before: page => page.route('**/assets/file-work-*', route => route.abort()),
    files: [pdf('consent.pdf')],
    shown: '[part=notice]',
  },
  unconfirmed: {
    attributes: { output: 'send' },
    before: (page, url) =>
      page.request.post(`${url}/_sandbox/faults`, { data: { on: 'endpoint', kind: 'drop-after', times: 1 } }),
    files: [pdf('consent.pdf')],
    shown: '.unconfirmed',
  },
  refused: {
    attributes: { multiple: '', 'max-files': '2', manual: '' },
    files: ['first', 'second', 'third', 'fourth'].map(name => pdf(`${name}.pdf`)),
    shown: '[part=notice]',
  },
  restored: { attributes: { required: '', output: 'send' }, arrange: restore, shown: '[part=restored]' },
  sent: { attributes: { ...MANY }, files: [photo('knee.png'), pdf('consent.pdf')], shown: '.sent ~ .sent' },
  choice: {
    attributes: { ...MANY, accept: '' },
    files: [pdf('consent.pdf'), photo('insurance card.png')],
    arrange: page => page.locator('redox-file-sender select').first().selectOption('Consent Form'),
    shown: 'select',
  },
  compact: {
    attributes: { ...MANY, compact: '' },
    files: [photo('knee.png'), pdf('', Buffer.alloc(0))],
    shown: '.sent',
  },
};

/** Brings a page's element into a state. Everything is real but the moment: requests are held back. */
export async function arrange(
  page: Page,
  demoUrl: string,
  { attributes, files, held, before, arrange: act, shown }: State,
  lang: string,
): Promise<void> {
  const query = new URLSearchParams({ label: 'Signed consent form', lang, ...attributes });
  await page.goto(`${demoUrl}/playground?${query}`);
  await page.evaluate(givePlace, { choice: shown === 'select', thumbnails: 'thumbnails' in attributes });
  let passed = 0;
  // The first piece arrives, so that there is something to see.
  if (held)
    await page.route('**/uploads/*', route =>
      route.request().method() === held && passed++ ? undefined : route.continue(),
    );
  await before?.(page, demoUrl);
  if (files) await page.locator('redox-file-sender input[type=file]').setInputFiles(files);
  await act?.(page);
  const sender = page.locator('redox-file-sender');
  await sender.locator(`div[lang=${lang}]`).waitFor();
  await sender.locator(shown).first().waitFor();
}

/** Runs in the page: what the playground has no fields for. */
function givePlace({ choice, thumbnails }: { choice: boolean; thumbnails: boolean }): void {
  const sender = document.querySelector<RedoxFileSender>('redox-file-sender');
  if (!sender) return;
  sender.thumbnails = thumbnails;
  sender.compact = new URLSearchParams(location.search).has('compact');
  if (choice) sender.documentTypes = ['Consent Form', { value: 'Insurance', label: 'Insurance card' }];
}

async function drag(page: Page): Promise<void> {
  await page.locator('redox-file-sender [part=dropzone]').evaluate(zone => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File(['x'], 'x.pdf'));
    zone.dispatchEvent(new DragEvent('dragover', { dataTransfer, bubbles: true, cancelable: true }));
  });
}

/** Gives the element what the browser keeps of a file that was sent. */
async function restore(page: Page): Promise<void> {
  await page.locator('redox-file-sender').evaluate((element: RedoxFileSender) => {
    const sent = [{ documentId: crypto.randomUUID(), logIds: [crypto.randomUUID()], messageId: 1, transmissionId: 1 }];
    element.formStateRestoreCallback(JSON.stringify(sent));
  });
}
