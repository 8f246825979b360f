import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import type { LaunchOptions, Page } from 'playwright-core';
import type { RedoxFileSender } from '../../src/element/index.js';
import { openPortal, type Portal } from './portal.js';
import {
  assertArrived,
  assertWaiting,
  filesFor,
  fillIn,
  openSituation,
  SITUATIONS,
  type Situation,
} from './situations.js';

declare global {
  /** Set in a page that is left, and still there if the browser has kept the page itself. */
  var isSamePage: true | undefined;
}

/** Two ways in which a browser gives a page back; Playwright's own switches off the first. */
const WAYS: Readonly<Record<string, { keeps: boolean; options: LaunchOptions }>> = {
  'as the browser kept it': { keeps: true, options: { ignoreDefaultArgs: ['--disable-back-forward-cache'] } },
  'as the browser built it anew': { keeps: false, options: {} },
};

const situationOf = (name: string): Situation => {
  const situation = SITUATIONS[name];
  assert.ok(situation);
  return situation;
};
const FORM = situationOf('a signed form');
const REPORT = situationOf('a laboratory’s report');

/** What the form would submit, and whether the browser lets it. */
const formOf = (page: Page) =>
  page.locator('redox-file-sender').evaluate((element: RedoxFileSender) => ({
    isValid: element.checkValidity(),
    missing: element.validity.valueMissing,
    documents: new FormData(element.form ?? undefined).getAll(element.name).map(String),
  }));

/** Sends a file, and the portal's form with it. */
async function sendFrom(page: Page, situation: Situation, portal: Portal): Promise<void> {
  await fillIn(page, situation);
  await page.setInputFiles('redox-file-sender input[type=file]', await filesFor(situation, portal));
  await assertWaiting(page, situation);
  await page.evaluate(() => {
    globalThis.isSamePage = true;
  });
  await page.getByRole('button', { name: situation.button }).click();
  await assertArrived(page, situation, portal);
}

/** Goes back by the browser's button. @returns whether the page is the very one that was left */
async function goBack(page: Page): Promise<boolean> {
  // A page that was kept does not load again.
  await page.goBack({ waitUntil: 'commit' });
  await page.locator('redox-file-sender [part=button]').waitFor();
  return page.evaluate(() => globalThis.isSamePage === true);
}

for (const [way, { keeps, options }] of Object.entries(WAYS))
  describe(`A patient who comes back to a page ${way}`, () => {
    let portal: Portal;
    before(async () => {
      portal = await openPortal(options);
      if (!keeps) return;
      // The demo's pages ask not to be stored, as a portal's should, and what browsers make of that differs.
      await portal.playground.page.context().route(
        url => [FORM.path, REPORT.path].includes(url.pathname),
        async (route, request) => {
          if (request.method() !== 'GET') return route.continue();
          const response = await route.fetch();
          const { 'cache-control': _, ...headers } = response.headers();
          await route.fulfill({ response, headers });
        },
      );
    });
    after(() => portal.close());
    beforeEach(() => portal.sandbox.clear());

    test('is not asked again for what was sent, however often', async () => {
      const page = await openSituation(portal, FORM);
      await sendFrom(page, FORM, portal);
      const [{ message } = assert.fail('Redox has no message')] = (await portal.sandbox.received()).messages;
      for (let visit = 1; visit <= 2; visit++) {
        assert.equal(await goBack(page), keeps);
        await page
          .locator('redox-file-sender')
          .getByText(keeps ? 'Sent' : '1 file was sent before. You do not need to send it again.', { exact: true })
          .first()
          .waitFor();
        const { isValid, documents } = await formOf(page);
        assert.equal(isValid, true);
        assert.deepEqual(
          documents.map(text => JSON.parse(text).documentId),
          [message.Meta.DataModel === 'Notes' && 'Note' in message && message.Note.DocumentID],
        );
        // The form can be sent again, and Redox gets no second message.
        await page.getByRole('button', { name: FORM.button }).click();
        await assertArrived(page, FORM, portal);
      }
      await page.close();
    });

    test(`${keeps ? 'finds' : 'is asked again for'} what was composed and never sent by the page`, async () => {
      const page = await openSituation(portal, REPORT);
      await sendFrom(page, REPORT, portal);
      assert.equal(await goBack(page), keeps);
      const { isValid, missing, documents } = await formOf(page);
      assert.deepEqual([isValid, missing, documents.length], [keeps, !keeps, keeps ? 1 : 0]);
      await page.close();
    });
  });
