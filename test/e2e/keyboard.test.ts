import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { openPortal, type Portal } from './portal.js';
import { assertArrived, assertWaiting, filesFor, openSituation, SITUATIONS } from './situations.js';

const isFocused = (control: Locator) => control.evaluate(element => element.matches(':focus'));

/** Presses Tab until a control has the focus. */
async function tabTo(page: Page, control: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press(key);
    if (await isFocused(control)) return;
  }
  assert.fail(`${control} cannot be reached by ${key}`);
}

/** Where the focus is inside the element, as its row or its button. */
const focusedPart = (page: Page) =>
  page
    .locator('redox-file-sender')
    .evaluate(element => element.shadowRoot?.activeElement?.getAttribute('part') ?? 'nothing');

describe('By keyboard alone a patient sends', () => {
  let portal: Portal;
  before(async () => {
    portal = await openPortal();
  });
  after(() => portal.close());
  beforeEach(() => portal.sandbox.clear());

  for (const [what, situation] of Object.entries(SITUATIONS))
    test(what, async () => {
      const page = await openSituation(portal, situation);
      const paths = await filesFor(situation, portal);
      for (const [label, keys] of situation.fields) {
        await tabTo(page, page.getByLabel(label));
        await page.keyboard.type(keys);
      }

      const button = page.getByRole('button', { name: /No file chosen,.*Choose/ });
      await tabTo(page, button);
      const pick = async () => {
        const chooser = page.waitForEvent('filechooser');
        await page.keyboard.press('Enter');
        await (await chooser).setFiles(paths);
        await assertWaiting(page, situation);
      };
      await pick();
      assert.equal(await focusedPart(page), 'button');

      // A mistake: the files are taken off the list, and picked again.
      for (const name of situation.files) {
        const remove = page.getByRole('button', { name: `Remove: ${name}` });
        await tabTo(page, remove);
        await page.keyboard.press('Space');
        await remove.waitFor({ state: 'detached' });
        assert.notEqual(await focusedPart(page), 'nothing');
      }
      assert.equal(await focusedPart(page), 'button');
      await pick();

      await tabTo(page, page.getByRole('button', { name: situation.button }));
      await page.keyboard.press('Enter');
      await assertArrived(page, situation, portal);
      await page.close();
    });
});
