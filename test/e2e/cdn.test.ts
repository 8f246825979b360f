import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { build } from 'vite';
import { fileStyles } from '../../src/element/file-list.styles.js';
import type { RedoxFileSender } from '../../src/element/index.js';
import { styles } from '../../src/element/redox-file-sender.styles.js';
import { launchChromium } from '../tools/launch-chromium.js';
import { EMPTY_PDF } from './test-files.js';

const POLICY = "default-src 'none'; script-src 'self'; require-trusted-types-for 'script'; trusted-types lit-html";
const PAGE = `<!doctype html><html lang="es"><script type="module" src="/assets/redox-file-sender.js"></script>
  <redox-file-sender label="Formulario"></redox-file-sender>
  <redox-file-sender lang="ar"></redox-file-sender></html>`;

declare global {
  /** In the page: what becomes of the file that is picked next. */
  var outcome: Promise<unknown>;
}

describe('the file for a CDN, on a page with a strict content security policy', () => {
  let server: Server;
  let browser: Browser;
  let origin: string;
  const asked: string[] = [];

  before(async () => {
    const built = await build({ logLevel: 'warn', build: { write: false } });
    assert.ok('output' in built);
    const files = new Map(built.output.flatMap(file => (file.type === 'chunk' ? [[file.fileName, file.code]] : [])));
    server = createServer(({ url = '/' }, response) => {
      const code = files.get(url.replace('/assets/', ''));
      if (url !== '/') asked.push(url);
      response.setHeader('content-security-policy', POLICY);
      response.setHeader('content-type', url === '/' ? 'text/html' : 'text/javascript');
      response.writeHead(url === '/' || code ? 200 : 404).end(url === '/' ? PAGE : code);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    browser = await launchChromium();
  });

  after(async () => {
    await browser?.close();
    server?.close();
  });

  test('loads the languages that are needed from beside it, and no other file', async () => {
    const page = await browser.newPage();
    const troubles: string[] = [];
    page.on('pageerror', error => troubles.push(error.message));
    page.on('console', message => troubles.push(message.text()));
    await page.goto(origin);
    const buttons = page.locator('redox-file-sender #button');
    await buttons.nth(0).getByText('Elija un archivo').waitFor();
    await buttons.nth(1).getByText('اختيار ملف').waitFor();
    await page.evaluate(() => {
      document.documentElement.lang = 'fil';
    });
    await buttons.nth(0).getByText('Pumili ng file').waitFor();
    assert.deepEqual(
      asked.filter(url => url.startsWith('/assets/')).sort(),
      ['ar', 'es', 'redox-file-sender', 'tl'].map(name => `/assets/${name}.js`),
    );
    assert.deepEqual(troubles, []);
  });

  test('makes a message of a file, and says what one lacks, as the package does', async () => {
    const page = await browser.newPage();
    await page.goto(origin);
    const element = page.locator('redox-file-sender').first();
    const buffer = EMPTY_PDF;
    const pick = () =>
      element.locator('input[type=file]').setInputFiles({ name: 'consent.pdf', mimeType: 'application/pdf', buffer });

    // Listens first, and picks then: two calls at once may come in either order.
    await element.evaluate((sender: RedoxFileSender) => {
      globalThis.outcome = new Promise(resolve => {
        sender.addEventListener('redox-error', ({ detail: { error } }) => resolve(error.issues?.[0]?.path));
      });
    });
    await pick();
    assert.equal(await page.evaluate(() => globalThis.outcome), 'Patient');

    await element.evaluate((sender: RedoxFileSender) => {
      sender.message = {
        Patient: { Identifiers: [{ ID: '1', IDType: 'MR' }] },
        Note: { DocumentType: 'Consent Form', Provider: { ID: '4356789876' } },
      };
      globalThis.outcome = new Promise(resolve => {
        sender.addEventListener('redox-payload', ({ detail: { message } }) =>
          resolve('Note' in message && message.Note.FileContents),
        );
      });
    });
    await pick();
    assert.equal(await page.evaluate(() => globalThis.outcome), buffer.toString('base64'));
  });

  test('looks as the package does, though its style sheets have lost their white space', async () => {
    const page = await browser.newPage();
    await page.goto(origin);
    const element = page.locator('redox-file-sender').first();
    const file = { name: 'consent.pdf', mimeType: 'application/pdf', buffer: EMPTY_PDF };
    await element.locator('input[type=file]').setInputFiles(file);
    await element.locator('[part=file]').waitFor();
    const [adopted, written] = await element.evaluate(
      ({ shadowRoot }: RedoxFileSender, texts: string[]) => {
        const sheets = texts.map(text => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync(text);
          return sheet;
        });
        // Custom properties alone keep their white space.
        return [shadowRoot?.adoptedStyleSheets ?? [], sheets].map(all =>
          all.map(({ cssRules }) => [...cssRules].map(({ cssText }) => cssText.replace(/([,:]) /g, '$1'))),
        );
      },
      [styles.cssText, fileStyles.cssText],
    );
    assert.deepEqual(adopted, written);
    assert.ok(written?.every(({ length }) => length > 10));
  });
});
