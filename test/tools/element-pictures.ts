import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type { RedoxFileSender } from '../../src/element/index.js';
import { startDemo } from './demo.js';
import { launchChromium } from './launch-chromium.js';
import { png } from './png.js';

/**
 * `npx tsx test/tools/element-pictures.ts [folder] [language…]`: the element in its main states, each in several looks,
 * as pictures to be looked at. Everything is real but the moment: requests are held back while it is taken.
 */
const [folder = join(tmpdir(), 'element-pictures'), ...languages] = process.argv.slice(2);

type Files = { name: string; mimeType: string; buffer: Buffer }[];

const PDF = Buffer.concat([Buffer.from('%PDF-1.4\n'), Buffer.alloc(2_300_000, '% scan\n'), Buffer.from('%%EOF\n')]);
const pdf = (name: string, buffer = PDF) => ({ name, mimeType: 'application/pdf', buffer });
const photo = (name: string) => ({ name, mimeType: 'image/png', buffer: png(120, 90) });

const LOOKS: Readonly<Record<string, BrowserContextOptions>> = {
  light: {},
  dark: { colorScheme: 'dark' },
  contrast: { forcedColors: 'active' },
  narrow: { viewport: { width: 320, height: 800 }, hasTouch: true, isMobile: true },
};

interface State {
  attributes: Record<string, string>;
  files?: Files;
  /** Holds the requests of this method back. */
  held?: 'PATCH';
  arrange?(page: Page): Promise<unknown>;
  /** What is there when the picture can be taken. */
  shown: string;
}

const MANY = { multiple: '', output: 'send', thumbnails: '', 'max-files': '5', accept: '.pdf,image/*' };
const STATES: Readonly<Record<string, State>> = {
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
    attributes: { output: 'send', delivery: 'upload' },
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
    shown: '[part=share]',
  },
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

const demo = await startDemo();
const browser = await launchChromium();
try {
  await mkdir(folder, { recursive: true });
  for (const [look, options] of Object.entries(LOOKS)) await takeAll(browser, look, options, 'en');
  for (const language of languages) await takeAll(browser, language, {}, language);
} finally {
  await browser.close();
  await demo.stop();
}
console.log(folder);

async function takeAll(from: Browser, look: string, options: BrowserContextOptions, lang: string): Promise<void> {
  const context = await from.newContext({ viewport: { width: 640, height: 800 }, bypassCSP: true, ...options });
  for (const [name, state] of Object.entries(STATES)) {
    const page = await context.newPage();
    await arrange(page, state, lang);
    await page.locator('#stage').screenshot({ path: join(folder, `${name}-${look}.png`), animations: 'disabled' });
    await page.close();
  }
  await context.close();
}

async function arrange(
  page: Page,
  { attributes, files, held, arrange: act, shown }: State,
  lang: string,
): Promise<void> {
  const query = new URLSearchParams({ label: 'Signed consent form', lang, ...attributes });
  await page.goto(`${demo.url}/playground?${query}`);
  const dir = lang === 'ar' || lang === 'fa' ? 'rtl' : 'ltr';
  await page.evaluate(givePlace, { dir, choice: shown === 'select', thumbnails: 'thumbnails' in attributes });
  let passed = 0;
  // The first piece arrives, so that there is something to see.
  if (held)
    await page.route('**/uploads/*', route =>
      route.request().method() === held && passed++ ? undefined : route.continue(),
    );
  if (files) await page.locator('redox-file-sender input[type=file]').setInputFiles(files);
  await act?.(page);
  await page.locator('redox-file-sender').locator(shown).first().waitFor();
}

/** Runs in the page: what the playground has no fields for. */
function givePlace({ dir, choice, thumbnails }: { dir: string; choice: boolean; thumbnails: boolean }): void {
  document.documentElement.dir = dir;
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
