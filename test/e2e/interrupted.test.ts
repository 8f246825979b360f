import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import type { RedoxFileSender } from '../../src/element/index.js';
import { openPlayground } from './playground.js';
import { openPortal, type Portal } from './portal.js';
import type { TestFile } from './test-files.js';

/** Small chunks, so that there is a middle to interrupt. */
const UPLOAD = { output: 'send', delivery: 'upload', 'chunk-size': '64KiB' };
const SIZE = 12_000_000;
const INPUT = 'redox-file-sender input[type=file]';

/** Waits until the page's one file has come so far. @returns its document's identifier */
const until = (page: Page, what: 'moving' | 'waiting' | 'sent' | 'failed'): Promise<string> =>
  page
    .waitForFunction(
      wanted => {
        const [file] = document.querySelector<RedoxFileSender>('redox-file-sender')?.files ?? [];
        const { state, progress, documentId } = file ?? {};
        const holds = {
          moving: state === 'uploading' && (progress?.sent ?? 0) > 1_000_000,
          waiting: progress?.waiting === true,
          sent: state === 'sent',
          failed: state === 'failed',
        };
        return holds[wanted] && documentId;
      },
      what,
      { polling: 10, timeout: 120_000 },
    )
    .then(handle => handle.jsonValue() as Promise<string>);

describe('A file whose way is interrupted', () => {
  let portal: Portal;
  before(async () => {
    portal = await openPortal();
  });
  after(async () => {
    await portal.close();
    assert.deepEqual(portal.playground.troubles, []);
  });
  beforeEach(() => portal.sandbox.clear());

  /** A file that the session does not know from another test. */
  let size = SIZE;
  const newFile = () => portal.files.make('consent.pdf', ++size);

  /** Shows that Redox has the file whole and once, and one message that refers to it. */
  async function arrivedOnce({ sha256, bytes }: TestFile) {
    const { files, messages } = await portal.sandbox.received();
    assert.deepEqual(
      files.map(file => ({ sha256: file.sha256, size: file.size })),
      [{ sha256, size: bytes.length }],
    );
    assert.equal(messages.length, 1);
  }

  test('by a network that is gone in the middle waits, says so, and arrives by itself', async () => {
    const { page, configure } = portal.playground;
    const file = await newFile();
    await configure(UPLOAD);
    await page.setInputFiles(INPUT, file.path);
    await until(page, 'moving');
    await page.context().setOffline(true);
    await until(page, 'waiting');
    await page.getByText('No connection. This goes on when you are back online.').first().waitFor();
    await page.context().setOffline(false);
    await until(page, 'sent');
    await arrivedOnce(file);
  });

  test('by a network that goes while the picker is open arrives when it is back', async t => {
    const browser = portal.playground.page.context().browser() ?? assert.fail('The browser has gone');
    // One that has nothing of the page from before.
    const { page, configure, close } = await openPlayground(browser, portal.url);
    t.after(close);
    const file = await newFile();
    await configure({ ...UPLOAD, resume: 'session' });
    const picker = page.waitForEvent('filechooser');
    const loaded = page.waitForResponse(answer => answer.url().includes('/runner-'));
    await page.getByRole('button', { name: 'Choose a file' }).click();
    const chooser = await picker;
    await (await loaded).finished();
    await page.context().setOffline(true);
    await chooser.setFiles(file.path);
    await until(page, 'waiting');
    await page.context().setOffline(false);
    await until(page, 'sent');
    await arrivedOnce(file);
  });

  test('by a reload goes on where it was when the same file is picked again', async () => {
    const { page, configure } = portal.playground;
    const file = await newFile();
    await configure({ ...UPLOAD, resume: 'session' });
    await page.setInputFiles(INPUT, file.path);
    const before = await until(page, 'moving');
    await page.reload();
    const created: string[] = [];
    page.on('request', request => {
      if (request.method() === 'POST' && request.url().endsWith('/uploads')) created.push(request.url());
    });
    await page.setInputFiles(INPUT, file.path);
    assert.equal(await until(page, 'sent'), before);
    assert.deepEqual(created, []);
    await arrivedOnce(file);
  });

  test('by a reload after it was sent is not sent again, and says that it is sent', async () => {
    const { page, configure } = portal.playground;
    for (const delivery of ['upload', 'embed']) {
      await portal.sandbox.clear();
      const file = await newFile();
      await configure({ output: 'send', delivery, resume: 'session' });
      await page.setInputFiles(INPUT, file.path);
      const before = await until(page, 'sent');
      await page.reload();
      await page.setInputFiles(INPUT, file.path);
      assert.equal(await until(page, 'sent'), before);
      assert.equal((await portal.sandbox.received()).messages.length, 1);
    }
  });

  test('by a patient who closes the tab is not lost by mistake: the browser asks first, and only in the middle', async () => {
    const { page, configure } = portal.playground;
    await configure(UPLOAD);
    // Browsers let no page ask that nobody has touched.
    await page.locator('h1').click();
    await page.setInputFiles(INPUT, (await newFile()).path);
    await until(page, 'moving');
    const asked = page.waitForEvent('dialog');
    await page.close({ runBeforeUnload: true });
    const dialog = await asked;
    assert.equal(dialog.type(), 'beforeunload');
    await dialog.dismiss();
    await until(page, 'sent');

    const another = await page.context().newPage();
    await another.goto(page.url());
    await another.locator('h1').click();
    await another.setInputFiles(INPUT, (await newFile()).path);
    await until(another, 'sent');
    another.on('dialog', () => assert.fail('Nothing is in progress any more'));
    const closed = another.waitForEvent('close');
    await another.close({ runBeforeUnload: true });
    await closed;
  });

  test('and which is picked in two tabs of the session arrives once', async () => {
    const { page, configure } = portal.playground;
    const file = await newFile();
    await configure({ ...UPLOAD, resume: 'session' });
    await page.setInputFiles(INPUT, file.path);
    const before = await until(page, 'moving');
    // A page opened by another begins with a copy of its session.
    const [popup] = await Promise.all([page.waitForEvent('popup'), page.evaluate(() => void open(location.href))]);
    await popup.waitForSelector('redox-file-sender');
    await popup.setInputFiles(INPUT, file.path);
    const ends = await Promise.all([until(page, 'sent'), until(popup, 'sent')]);
    assert.deepEqual(ends, [before, before]);
    await popup.close();
    await arrivedOnce(file);
  });
});
